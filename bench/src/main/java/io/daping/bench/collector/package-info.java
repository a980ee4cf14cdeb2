/**
 * What the HTTP collector takes: {@link io.daping.bench.collector.CollectorLoad} keeps many
 * connections busy, then looks into Kafka whether all that was acknowledged is there. {@code
 * docs/capacity.md} holds the figures and the command.
 */
package io.daping.bench.collector;
