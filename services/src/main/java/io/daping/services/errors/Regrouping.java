package io.daping.services.errors;

import io.daping.common.error.ErrorGroup;
import java.util.List;

/**
 * What a rule changes over all of history.
 *
 * @param before groups that are no more as they were
 * @param after groups as they are then
 */
record Regrouping(List<ErrorGroup> before, List<ErrorGroup> after) {
  static Regrouping between(List<Standing> old, List<Standing> now) {
    List<ErrorGroup> before = old.stream().map(Standing::group).toList();
    List<ErrorGroup> after = now.stream().map(Standing::group).toList();
    return new Regrouping(
        before.stream().filter(group -> !after.contains(group)).toList(),
        after.stream().filter(group -> !before.contains(group)).toList());
  }
}
