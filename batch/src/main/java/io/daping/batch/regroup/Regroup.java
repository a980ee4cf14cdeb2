package io.daping.batch.regroup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.daping.batch.DayRange;
import io.daping.batch.recompute.BusinessTime;
import io.daping.batch.recompute.Fate;
import io.daping.batch.recompute.Recompute;
import io.daping.batch.recompute.TopicCells;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.error.ErrorGroup;
import io.daping.common.error.MovedErrors;
import io.daping.common.fault.Failure;
import io.daping.common.hbase.ErrorGroupStore;
import io.daping.common.hbase.ErrorMoves;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.spark.Kept;
import io.daping.common.spark.NightTables;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Groups the errors of days that the night has been to again, by the rules of now. What it writes
 * is absolute: done again it changes nothing, and done again after it died it completes.
 */
public record Regroup(
    SparkSession spark, Settings settings, Catalogue catalogue, GroupRules rules) {
  /** Whether the groups are written, or only told. */
  public enum Applying {
    STORED,
    DRY_RUN
  }

  /**
   * @param applog silver of these days, with its surroundings
   * @throws Failure when gold counts other errors of a day than silver
   */
  public Regrouped run(DayRange range, Dataset<Row> applog, Applying applying) {
    Dataset<Row> judged =
        recompute().judged(applog, range).where(col(GroupRules.GROUP).isNotNull());
    try (Kept errors = Kept.of(rules.anew(judged));
        Kept kept = Kept.of(cells(errors.rows()))) {
      Dataset<Row> cells = kept.rows();
      GroupCounts counts = new GroupCounts(catalogue);
      Dataset<Row> gold = NightTables.of(settings).gold().read(spark).where(range.predicate());
      Map<LocalDate, Map<String, Long>> before = counts.ofGold(gold);
      Map<LocalDate, Map<String, Long>> after = counts.ofCells(cells);
      range.days().forEach(day -> GroupCounts.check(day, before.get(day), after.get(day)));
      Map<LocalDate, Map<String, MovedErrors>> moves = moves(errors.rows());
      if (applying == Applying.STORED) {
        new GroupCells(settings, catalogue).write(range, cells);
        ErrorMoves store = new ErrorMoves(hbase());
        long now = Clock.systemUTC().millis();
        range.days().forEach(day -> store.write(day, moves.getOrDefault(day, Map.of()), now));
      }
      return regrouped(GroupCounts.total(before), GroupCounts.total(after), moves.values());
    }
  }

  private Recompute recompute() {
    TopicCells groups = MergedCells.topicCells(catalogue);
    return new Recompute(groups, new BusinessTime(settings.zone()), settings.stream().grace());
  }

  private Dataset<Row> cells(Dataset<Row> errors) {
    return recompute()
        .cells(errors)
        .where(MergedCells.isGroup(catalogue))
        .withColumn("version", lit(catalogue.version()));
  }

  private Map<LocalDate, Map<String, MovedErrors>> moves(Dataset<Row> errors) {
    return new MovedGroups(rules.fingerprints()).of(errors.where(Fate.isCounted()));
  }

  private Regrouped regrouped(
      Map<String, Long> before,
      Map<String, Long> after,
      Collection<Map<String, MovedErrors>> moves) {
    Map<String, String> titles = titles(moves);
    Set<String> groups = new TreeSet<>(before.keySet());
    groups.addAll(after.keySet());
    List<GroupChange> changes =
        groups.stream()
            .map(g -> change(g, titles.get(g), before.getOrDefault(g, 0L), after))
            .filter(change -> change.before() != change.after())
            .toList();
    long moved = moves.stream().flatMap(day -> day.keySet().stream()).distinct().count();
    return new Regrouped(GroupCounts.errors(after), changes, (int) moved);
  }

  private static GroupChange change(
      String group, String title, long before, Map<String, Long> after) {
    return new GroupChange(group, title, before, after.getOrDefault(group, 0L));
  }

  private Map<String, String> titles(Collection<Map<String, MovedErrors>> moves) {
    Stream<ErrorGroup> came =
        moves.stream().flatMap(day -> day.values().stream()).map(MovedErrors::came);
    Stream<ErrorGroup> known = new ErrorGroupStore(hbase()).all().stream();
    return Stream.concat(known, came)
        .filter(group -> group != null && group.title() != null)
        .collect(Collectors.toMap(ErrorGroup::fingerprint, ErrorGroup::title, (one, other) -> one));
  }

  private HBase hbase() {
    return SharedHBase.of(HBase.Target.of(settings));
  }
}
