/** Erasure on real Delta tables. */
package io.daping.batch.privacy;
