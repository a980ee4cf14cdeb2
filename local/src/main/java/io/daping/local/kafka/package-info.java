/** One real Kafka broker (KRaft, combined roles) on loopback, in a process of its own. */
package io.daping.local.kafka;
