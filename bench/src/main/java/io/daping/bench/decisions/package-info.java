/**
 * The experiments behind {@code docs/decisions}: each is a small program that runs the ways that
 * were open on real Spark, HBase, Delta and Kafka with the real catalogue, one after another in one
 * process, and prints a table. They want a home whose Kafka and HBase run and whose topics {@code
 * order} and {@code browse} hold the recorded events; {@code docs/decisions/README.md} says how.
 */
package io.daping.bench.decisions;
