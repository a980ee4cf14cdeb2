package io.daping.common.error;

import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which groups people put together, and so what readers see as one.
 *
 * @param into fingerprint to that of the group it belongs to; never in a circle
 */
public record GroupMerges(Map<String, String> into) implements Serializable {
  public GroupMerges {
    into = Map.copyOf(into);
  }

  /** The group that a fingerprint belongs to: itself, unless it was merged. */
  public String groupOf(String fingerprint) {
    String group = fingerprint;
    for (String next = into.get(group); next != null; next = into.get(group)) {
      group = next;
    }
    return group;
  }

  /** All fingerprints that belong to a group, itself among them. */
  public Set<String> members(String group) {
    Set<String> members = new TreeSet<>(Set.of(group));
    into.keySet().stream().filter(f -> groupOf(f).equals(group)).forEach(members::add);
    return members;
  }

  /** These rules and one more. */
  public GroupMerges with(String fingerprint, String group) {
    Map<String, String> more = new LinkedHashMap<>(into);
    more.put(fingerprint, group);
    return new GroupMerges(more);
  }

  /** These rules without those of some fingerprints. */
  public GroupMerges without(Collection<String> fingerprints) {
    Map<String, String> fewer = new LinkedHashMap<>(into);
    fewer.keySet().removeAll(fingerprints);
    return new GroupMerges(fewer);
  }

  /** Whose rules go when a group is split: its own, or those of all that were merged into it. */
  public List<String> leaving(String fingerprint) {
    return into.containsKey(fingerprint)
        ? List.of(fingerprint)
        : into.keySet().stream().filter(f -> into.get(f).equals(fingerprint)).sorted().toList();
  }

  /** These groups as readers see them. */
  public List<ErrorGroup> merged(Collection<ErrorGroup> groups) {
    Map<String, ErrorGroup> merged = new LinkedHashMap<>();
    groups.forEach(
        group -> {
          String name = groupOf(group.fingerprint());
          merged.merge(name, group.named(name), ErrorGroup::merge);
        });
    return List.copyOf(merged.values());
  }
}
