package io.daping.common.error;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * Packages that are not the application's own.
 *
 * @param beginnings of class names; sorted, and none begins with another
 */
public record LibraryPackages(List<String> beginnings) implements Serializable {
  public LibraryPackages {
    List<String> kept = new ArrayList<>();
    for (String next : new TreeSet<>(beginnings)) {
      if (kept.isEmpty() || !next.startsWith(kept.get(kept.size() - 1))) {
        kept.add(next);
      }
    }
    beginnings = List.copyOf(kept);
  }

  /** Whether a class is of one of them: the last beginning that is not behind its name decides. */
  boolean hold(String type) {
    int found = Collections.binarySearch(beginnings, type);
    int before = found >= 0 ? found : -found - 2;
    return before >= 0 && type.startsWith(beginnings.get(before));
  }
}
