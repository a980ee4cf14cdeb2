/** Daping's own stream of the metrics as an engine of the bench. */
package io.daping.bench.daping;
