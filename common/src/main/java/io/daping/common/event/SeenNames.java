package io.daping.common.event;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The field names of one object, to find one that stands twice. A few names are compared one by
 * one, which is faster than hashing; many are hashed, so that a hostile record cannot cost
 * quadratic time.
 */
final class SeenNames {
  private static final int FEW = 24;

  private final String[] few = new String[FEW];
  private int count;
  private Set<String> many;

  boolean add(String name) {
    if (many != null) {
      return many.add(name);
    }
    for (int i = 0; i < count; i++) {
      if (few[i].equals(name)) {
        return false;
      }
    }
    if (count < FEW) {
      few[count++] = name;
      return true;
    }
    many = new HashSet<>(Arrays.asList(few));
    return many.add(name);
  }

  void clear() {
    count = 0;
    many = null;
  }
}
