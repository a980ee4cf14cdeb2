/**
 * What HBase held, made again from Delta: bronze is every record in the order of the log, so what
 * the metrics' query does with the log is done with bronze, in slices, into empty tables; then each
 * query is told where it stands.
 */
package io.daping.streaming.rebuild;
