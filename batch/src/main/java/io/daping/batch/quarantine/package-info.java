/**
 * What intake refused, for people: what is there, how it looks, and the way back. A repaired record
 * goes back through Kafka like any other, with the record time of the original, and once.
 */
package io.daping.batch.quarantine;
