/**
 * Whether all that was sent has landed: what the producers say that they sent (topic {@code sent}),
 * against what is in the tables, by source, topic and minute of sending.
 *
 * <p>Words: <i>landed</i> is in silver, or a duplicate of what is; <i>forgotten</i> was erased with
 * its person, and has left its place in bronze; <i>astray</i> is in bronze and nowhere else, and
 * neither; <i>unread</i> waits in Kafka for intake; <i>open</i> is a minute that the producer has
 * not counted (yet, or never because it was killed) or that intake has not read to its end.
 */
package io.daping.batch.complete;
