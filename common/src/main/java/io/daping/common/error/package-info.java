/**
 * Which errors are the same one. A <em>fingerprint</em> names what went wrong by that of a log
 * record which does not change from one time to the next: the types of its exceptions and the
 * application's own frames, or the <em>template</em> of its message, which is the message with a
 * {@code <*>} for each value. Pure; fed by {@code common.event} when a record is read.
 */
package io.daping.common.error;
