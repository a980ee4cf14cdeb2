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
  private long known;
  private int count;
  private Set<String> many;

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
    count = 0;
    many = null;
  }

  private boolean add(int place) {
    long before = known;
    known |= 1L << place;
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
