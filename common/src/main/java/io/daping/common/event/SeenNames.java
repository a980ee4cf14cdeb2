package io.daping.common.event;

import io.daping.common.json.JsonText;
import io.daping.common.json.MalformedJsonException;
import io.daping.common.json.WordCache;
import io.daping.common.json.WordList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The field names of one object, to find one that stands twice. Of those that the contract knows
 * each is a bit. A few others are compared one by one, which is faster than hashing; many are
 * hashed, so that a hostile record cannot cost quadratic time.
 */
final class SeenNames {
  private static final int FEW = 24;

  private final String[] few = new String[FEW];

  /** Which place came last behind each place: most records of a topic are written alike. */
  private final byte[] next = new byte[Long.SIZE + 1];

  private long known;
  private int last;
  private int count;
  private Set<String> many;

  /** The place of the name that probably comes next, of those not taken yet; or -1. */
  int expected(WordList names) {
    int place = next[last];
    return place < names.size() && (known & 1L << place) == 0 ? place : -1;
  }

  /** Takes the name that was expected, which did come. */
  String take(int place, WordList names) {
    known |= 1L << place;
    last = place + 1;
    return names.get(place);
  }

  /**
   * Takes the next field's name.
   *
   * @param names that the contract knows
   * @param others that were met
   * @throws MalformedJsonException when it was taken before
   */
  String take(JsonText name, WordList names, WordCache others) throws MalformedJsonException {
    int place = name.placeIn(names);
    String text = place < 0 ? name.word(others) : names.get(place);
    if (!(place < 0 ? add(text) : add(place))) {
      throw new MalformedJsonException("field " + text + " stands twice");
    }
    return text;
  }

  void clear() {
    known = 0;
    last = 0;
    count = 0;
    many = null;
  }

  private boolean add(int place) {
    long before = known;
    known |= 1L << place;
    next[last] = (byte) place;
    last = place + 1;
    return known != before;
  }

  private boolean add(String name) {
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
}
