/**
 * The verb {@code collect}: brings events into Kafka. It runs {@linkplain
 * io.daping.services.collect.CollectorPart parts} side by side, each switched on by its section of
 * the settings; each has an {@link io.daping.common.sender.EventSender} of its own, so that what it
 * sent is counted by itself.
 */
package io.daping.services.collect;
