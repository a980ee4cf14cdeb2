/**
 * Events for a system under trial.
 *
 * <p>{@code replay} merges the recordings of a folder, one a topic, and sends their lines as they
 * are.
 *
 * <p>Words: <i>event time</i> is when it happened, <i>record time</i> is what Kafka keeps as the
 * record's time. Both are epoch milliseconds.
 */
package io.daping.local.load;
