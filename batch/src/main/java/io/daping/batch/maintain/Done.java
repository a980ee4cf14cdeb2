package io.daping.batch.maintain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an upkeep has done so far, or would do. */
final class Done {
  private final Mode mode;
  private final List<String> lines = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private final Map<String, Long> figures = new LinkedHashMap<>();

  Done(Mode mode) {
    this.mode = mode;
  }

  /** Nothing is to be changed. */
  boolean isRehearsal() {
    return mode == Mode.TELL;
  }

  /** Something that was done. */
  void tell(String what) {
    lines.add(what);
  }

  /** Something that is due and cannot be done: somebody has to do something else first. */
  void leave(String what) {
    left.add(what);
  }

  /** Adds to a figure. */
  void figure(String name, long more) {
    figures.merge(name, more, Long::sum);
  }

  UpkeepResult result(Upkeep upkeep, double seconds) {
    return new UpkeepResult(upkeep.name(), seconds, figures, lines, left);
  }
}
