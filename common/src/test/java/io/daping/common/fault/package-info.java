/** What processes tell of their troubles. */
package io.daping.common.fault;
