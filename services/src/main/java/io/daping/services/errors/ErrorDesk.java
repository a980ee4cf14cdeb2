package io.daping.services.errors;

import io.daping.common.config.Settings;
import io.daping.common.error.ErrorGroup;
import io.daping.common.error.GroupMark;
import io.daping.common.error.GroupMerges;
import io.daping.common.error.GroupStatus;
import io.daping.common.error.StatusRule;
import io.daping.common.fault.Failure;
import io.daping.common.hbase.ErrorGroupStore;
import io.daping.common.hbase.ErrorNotes;
import io.daping.common.hbase.HBase;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The groups of errors in HBase: read, and marked, merged and split by hand. */
final class ErrorDesk implements AutoCloseable {
  /** What asks for somebody's attention first; then what happened most often. */
  private static final List<GroupStatus> URGENCY =
      List.of(
          GroupStatus.REGRESSED,
          GroupStatus.ESCALATING,
          GroupStatus.NEW,
          GroupStatus.ONGOING,
          GroupStatus.ARCHIVED);

  private static final Comparator<Standing> ORDER =
      Comparator.comparingInt((Standing s) -> URGENCY.indexOf(s.status()))
          .thenComparing(s -> -s.group().count())
          .thenComparing(s -> s.group().fingerprint());

  private final HBase hbase;
  private final ErrorGroupStore store;
  private final ErrorNotes notes;
  private final StatusRule rule;
  private final Clock clock;

  ErrorDesk(Settings settings, Clock clock) {
    this.hbase = HBase.connect(HBase.Target.of(settings));
    this.store = new ErrorGroupStore(hbase);
    this.notes = new ErrorNotes(hbase);
    this.rule = settings.errors().status();
    this.clock = clock;
  }

  /** Every group, the most urgent first. */
  List<Standing> list() {
    return list(notes.merges());
  }

  /** A group with its sample; any fingerprint in it names it. */
  Standing show(String fingerprint) {
    GroupMerges merges = notes.merges();
    String name = merges.groupOf(fingerprint);
    List<ErrorGroup> members =
        merges.members(name).stream().map(store::group).flatMap(Optional::stream).toList();
    return merges.merged(members).stream()
        .findFirst()
        .map(group -> standing(group, notes.marks(), merges))
        .orElseThrow(() -> unknown(fingerprint));
  }

  /** Says that a release and all later ones are without it. */
  void fix(String fingerprint, String release) {
    mark(fingerprint, GroupMark.fixed(release, clock.instant()));
  }

  void archive(String fingerprint) {
    String name = show(fingerprint).group().fingerprint();
    GroupMark known = notes.marks().getOrDefault(name, GroupMark.NONE);
    mark(name, known.archived(clock.instant()));
  }

  /** Takes back what was said of it. */
  void reopen(String fingerprint) {
    mark(fingerprint, GroupMark.NONE);
  }

  /** Puts the errors of one group to those of another; what was said of that one holds. */
  Regrouping merge(String one, String into, Applying applying) {
    Standing going = show(one);
    Standing staying = show(into);
    String from = going.group().fingerprint();
    String to = staying.group().fingerprint();
    if (from.equals(to)) {
      throw new Failure(one + " and " + into + " are one group already: " + to);
    }
    if (!going.group().app().equals(staying.group().app())) {
      throw new Failure(
          "a group holds errors of one application: %s is of %s, %s of %s"
              .formatted(one, going.group().app(), into, staying.group().app()));
    }
    Regrouping regrouping = regrouping(notes.merges(), notes.merges().with(from, to));
    if (applying == Applying.STORED) {
      notes.merge(from, to, clock.instant());
    }
    return regrouping;
  }

  /** Takes a fingerprint out of the group it was merged into, or its members out of a group. */
  Regrouping split(String fingerprint, Applying applying) {
    GroupMerges merges = notes.merges();
    List<String> leaving = merges.leaving(fingerprint);
    if (leaving.isEmpty()) {
      show(fingerprint);
      throw new Failure(fingerprint + " was not merged with another group");
    }
    Regrouping regrouping = regrouping(merges, merges.without(leaving));
    if (applying == Applying.STORED) {
      leaving.forEach(member -> notes.split(member, clock.instant()));
    }
    return regrouping;
  }

  @Override
  public void close() {
    hbase.close();
  }

  private List<Standing> list(GroupMerges merges) {
    Map<String, GroupMark> marks = notes.marks();
    return merges.merged(store.all()).stream()
        .map(group -> standing(group, marks, merges))
        .sorted(ORDER)
        .toList();
  }

  private Standing standing(ErrorGroup group, Map<String, GroupMark> marks, GroupMerges merges) {
    GroupMark mark = marks.getOrDefault(group.fingerprint(), GroupMark.NONE);
    GroupStatus status = rule.status(group, mark, clock.instant());
    return new Standing(group, mark, status, merges.members(group.fingerprint()));
  }

  private void mark(String fingerprint, GroupMark mark) {
    Instant now = clock.instant();
    notes.mark(show(fingerprint).group().fingerprint(), mark, now);
  }

  private Regrouping regrouping(GroupMerges before, GroupMerges after) {
    return Regrouping.between(list(before), list(after));
  }

  private static Failure unknown(String fingerprint) {
    return new Failure("no errors of fingerprint " + fingerprint + "; `errors list` shows all");
  }
}
