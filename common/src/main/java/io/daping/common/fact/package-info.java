/** The flat rows that metrics count, and the columns that catalogue expressions may name. */
package io.daping.common.fact;
