/**
 * What every streaming query has around it: the Kafka source, the guard of its checkpoint, and the
 * supervision that starts it again after a fault.
 */
package io.daping.streaming.query;
