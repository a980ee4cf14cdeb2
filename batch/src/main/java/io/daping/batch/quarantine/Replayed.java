package io.daping.batch.quarantine;

import java.util.Map;

/**
 * What became of the records that were to go back.
 *
 * @param sent went back to Kafka
 * @param refused would be refused again, and stay: how many for each reason
 * @param unknown places of the repair file that are not in the quarantine, or went back before
 */
public record Replayed(long sent, Map<String, Long> refused, long unknown) {}
