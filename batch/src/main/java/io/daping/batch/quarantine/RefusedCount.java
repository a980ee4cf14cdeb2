package io.daping.batch.quarantine;

import java.time.Instant;

/**
 * How many records of a topic were refused for a reason.
 *
 * @param first when intake refused the first of them
 * @param last and the last
 */
public record RefusedCount(String topic, String reason, long count, Instant first, Instant last) {}
