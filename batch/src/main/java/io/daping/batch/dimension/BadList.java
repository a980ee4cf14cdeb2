package io.daping.batch.dimension;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a list, line by line, in the words that the operator reads. */
final class BadList {
  private static final int SHOWN = 20;

  private final List<String> problems = new ArrayList<>();

  void add(long line, String problem) {
    problems.add("line " + line + ": " + problem);
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  @Override
  public String toString() {
    List<String> shown = problems.subList(0, Math.min(SHOWN, problems.size()));
    String more = problems.size() > SHOWN ? "\n... and " + (problems.size() - SHOWN) + " more" : "";
    return String.join("\n", shown) + more;
  }
}
