package io.daping.streaming.intake;

import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * All that a task has taken. One object, since Spark, which keeps it, walks through each object
 * that it is handed to see how big it is, and that took longer than judging.
 */
record Taken(List<Kept> records) {
  Iterator<Kept> all() {
    return records.iterator();
  }

  Iterator<Kept> those(Predicate<Kept> wanted) {
    return records.stream().filter(wanted).iterator();
  }
}
