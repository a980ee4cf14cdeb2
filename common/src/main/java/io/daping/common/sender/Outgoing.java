package io.daping.common.sender;

/**
 * What to send, as it is.
 *
 * @param key the record key, or null for none
 * @param spread decides the partition where there is no key: equal bytes, equal partition
 * @param time the record time, epoch milliseconds
 * @param origin its number where it comes from, for messages
 */
public record Outgoing(
    String topic, String key, byte[] spread, byte[] value, long time, long origin) {}
