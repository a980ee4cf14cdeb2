/** Reads Kafka: what of it belongs to a micro-batch, and its records. */
package io.daping.streaming.log;
