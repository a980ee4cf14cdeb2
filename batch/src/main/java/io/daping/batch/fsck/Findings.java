package io.daping.batch.fsck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a check has found so far: figures, what is wrong, and what is only to be looked at. */
final class Findings {
  /** So many of each kind are named, the others are counted. */
  static final int SHOWN = 10;

  private final List<String> named = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Map<String, Long> figures = new LinkedHashMap<>();
  private long count;

  /** Something is wrong. */
  void add(String what) {
    count++;
    if (named.size() < SHOWN) {
      named.add(what);
    }
  }

  /** So many more things are wrong, which nobody names. */
  void addUnnamed(long more) {
    count += more;
  }

  /** Something that does not make the check fail. */
  void remark(String what) {
    if (remarks.size() < SHOWN) {
      remarks.add(what);
    }
  }

  /** Adds to a figure. */
  void figure(String name, long more) {
    figures.merge(name, more, Long::sum);
  }

  Outcome outcome(Check check, double seconds) {
    return new Outcome(
        check.name(), check.proves(), seconds, figures, count, List.copyOf(named), remarks);
  }
}
