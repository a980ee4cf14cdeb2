package io.daping.common.error;

import java.util.List;
import java.util.TreeSet;

/**
 * A set of texts of which at most {@value #MOST} are kept: the first in the order of their
 * characters, so that it is the same whatever came first.
 *
 * @param values sorted
 * @param hasMore whether any was left out
 */
public record CappedSet(List<String> values, boolean hasMore) {
  private static final int MOST = 20;

  /** Without any. */
  public static final CappedSet EMPTY = new CappedSet(List.of(), false);

  /** Of one text; null makes the empty set. */
  public static CappedSet of(String value) {
    return value == null ? EMPTY : new CappedSet(List.of(value), false);
  }

  /** Both together. */
  public CappedSet merge(CappedSet other) {
    if (values.containsAll(other.values)) {
      return new CappedSet(values, hasMore || other.hasMore);
    }
    TreeSet<String> all = new TreeSet<>(values);
    all.addAll(other.values);
    return new CappedSet(
        all.stream().limit(MOST).toList(), hasMore || other.hasMore || all.size() > MOST);
  }
}
