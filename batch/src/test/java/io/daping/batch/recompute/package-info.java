/** The pure steps of the night on real Spark. */
package io.daping.batch.recompute;
