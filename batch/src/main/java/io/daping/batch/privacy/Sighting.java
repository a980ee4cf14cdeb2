package io.daping.batch.privacy;

import io.daping.common.privacy.PersonalKind;

/**
 * Personal data of one kind in one column of one store.
 *
 * @param count how many times
 * @param sample the first one, masked
 * @param where it stands
 */
public record Sighting(
    String store, String column, PersonalKind kind, long count, String sample, String where) {

  Sighting plus(Sighting other) {
    return new Sighting(store, column, kind, count + other.count, sample, where);
  }
}
