package io.daping.batch.quarantine;

import java.time.Instant;

/**
 * A record in the quarantine.
 *
 * @param key null without
 * @param value as it came; null for a tombstone
 * @param recordTime Kafka's
 */
public record RefusedRecord(
    Place place,
    String reason,
    String detail,
    byte[] key,
    byte[] value,
    Instant recordTime,
    Instant receivedTime) {}
