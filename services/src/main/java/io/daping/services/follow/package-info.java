/**
 * Follows log files into Kafka: access logs line by line, application logs event by event.
 *
 * <p>A <em>track</em> is one file, whatever it is named by now: it is known by its inode and by the
 * first and last bytes of what was read of it, and bears an id that is written down before its
 * first event is sent. Ids of events follow from that id, the offset and the bytes. What was read
 * is remembered only when Kafka has it, so after a death some events go once more, with the same id
 * and the same payload: the duplicates that intake knows how to drop.
 */
package io.daping.services.follow;
