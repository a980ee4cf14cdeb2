/**
 * The tables' query: Kafka to bronze, silver and quarantine in Delta. It runs beside the metrics,
 * never in their path.
 */
package io.daping.streaming.intake;
