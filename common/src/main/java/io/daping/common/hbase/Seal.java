package io.daping.common.hbase;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A closed business day whose numbers are the night's from now on.
 *
 * @param timestamp of the night's cells that hold; other versions are of a night that did not
 *     finish, or was replaced
 * @param digest of the day's rows in the night's tables; null of a night that did not tell
 */
public record Seal(
    LocalDate day, long timestamp, int catalogueVersion, Instant sealedAt, Long digest) {}
