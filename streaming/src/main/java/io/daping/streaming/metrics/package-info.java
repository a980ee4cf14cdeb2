/**
 * The metrics' query: Kafka to catalogue to HBase. Each record is parsed once and counted for every
 * metric in one pass; running totals live in HBase, so nothing is ever too late for them.
 */
package io.daping.streaming.metrics;
