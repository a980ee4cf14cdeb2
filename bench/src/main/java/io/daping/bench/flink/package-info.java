/**
 * The peer Flink, by its DataStream API: Kafka source, keyed running totals in hashmap state,
 * checkpoints on, the same cells in HBase; once with every increment through the shuffle, once with
 * a combiner before it. Types are serialised by hand: no reflection, no Kryo.
 */
package io.daping.bench.flink;
