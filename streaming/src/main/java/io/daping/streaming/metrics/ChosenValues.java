package io.daping.streaming.metrics;

import io.daping.common.catalogue.Members;
import io.daping.common.catalogue.Members.Ranked;
import java.util.Collections;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The values of a window that have cells of their own: the first of all that came, in the order of
 * {@link Members}. One that has lost its place never regains it.
 */
final class ChosenValues {
  private final int cap;
  private final Set<String> values = new HashSet<>();
  private final PriorityQueue<Ranked> lastFirst = new PriorityQueue<>(Collections.reverseOrder());

  ChosenValues(int cap) {
    this.cap = cap;
  }

  boolean contains(String value) {
    return values.contains(value);
  }

  /**
   * Takes a value that is not there.
   *
   * @return the value that has no place then: the same one, another, or null
   */
  String offer(String value) {
    Ranked offered = new Ranked(value);
    if (values.size() == cap && offered.compareTo(lastFirst.element()) > 0) {
      return value;
    }
    values.add(value);
    lastFirst.add(offered);
    if (values.size() <= cap) {
      return null;
    }
    String last = lastFirst.remove().value();
    values.remove(last);
    return last;
  }
}
