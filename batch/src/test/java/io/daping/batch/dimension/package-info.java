/** Tests of dimension tables: real Delta, no other service. */
package io.daping.batch.dimension;
