package io.daping.batch;

import io.daping.batch.PublishStep.Publish;
import io.daping.batch.privacy.Sighting;
import io.daping.batch.privacy.TableScan;
import io.daping.batch.publish.Publication;
import io.daping.batch.reconcile.DayComparison;
import io.daping.batch.regroup.GroupRules;
import io.daping.batch.regroup.Regroup;
import io.daping.batch.regroup.Regrouped;
import io.daping.batch.report.PromotionReports;
import io.daping.batch.report.write.ReportFiles.Written;
import io.daping.batch.run.DayRun;
import io.daping.batch.run.RunLog;
import io.daping.batch.run.Step;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.ReportSettings.Promotion;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.fault.Failure;
import io.daping.common.spark.DeltaTables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What the night does with closed days, step by step or all at once. Each step may be done again:
 * it gives the same.
 */
public final class Night {
  private final SparkSession spark;
  private final Settings settings;
  private final Catalogue catalogue;
  private final Clock clock;
  private final GroupRules rules;
  private final RunLog runs;
  private final Shares shares;

  public Night(SparkSession spark, Settings settings, Catalogue catalogue, Clock clock) {
    this.spark = spark;
    this.settings = settings;
    this.catalogue = catalogue;
    this.clock = clock;
    this.rules = GroupRules.of(settings);
    this.runs = new RunLog(spark, settings, catalogue.version(), clock);
    this.shares = Shares.of(spark);
  }

  /**
   * Recomputes, checks, reconciles, publishes and seals.
   *
   * @throws Failure when the range has a day that is not over
   */
  public List<DayResult> run(DayRange range, Publish publish) {
    try (Pass pass = open(range)) {
      ReconcileStep reconcile = new ReconcileStep(rules, clock);
      record(new RecomputeStep(), pass);
      Map<LocalDate, DayRun> checks = byDay(record(new CheckStep(), pass));
      record(reconcile, pass);
      Map<LocalDate, DayRun> published = byDay(record(publishing(publish), pass));
      List<DayResult> results = new ArrayList<>();
      for (DayComparison day : reconcile.comparisons()) {
        DayRun seal = published.get(day.day());
        results.add(new DayResult(seal.rows(), checks.get(day.day()), day, seal.passed()));
      }
      return results;
    }
  }

  /** Silver to gold. */
  List<DayRun> recompute(DayRange range) {
    return alone(new RecomputeStep(), range);
  }

  /** Whether gold keeps the rules. */
  List<DayRun> check(DayRange range) {
    return alone(new CheckStep(), range);
  }

  /**
   * Compares gold with the stream; or, for days that the night has not been to, what gold would be.
   */
  public List<DayComparison> compare(DayRange range) {
    try (Pass pass = open(range)) {
      if (pass.isNew()) {
        pass.computedAside();
      }
      ReconcileStep reconcile = new ReconcileStep(rules, clock);
      record(reconcile, pass);
      return reconcile.comparisons();
    }
  }

  /** The same of one day. */
  public DayComparison compare(LocalDate day) {
    return compare(DayRange.of(day)).get(0);
  }

  /** Makes gold what readers see. */
  List<DayRun> publish(DayRange range, Publish publish) {
    return alone(publishing(publish), range);
  }

  /**
   * Writes a report of each sealed day.
   *
   * @throws Failure when a day is not sealed
   */
  List<Written> report(DayRange range, Path folder) {
    ReportStep step = new ReportStep(runs, folder);
    alone(step, range);
    return step.written();
  }

  /** Writes the report of a promotion; its run record is of no day. */
  Written report(Promotion promotion, Path folder) {
    RunLog.Work work = new RunLog.Work(Step.REPORT, List.of(), ReportStep.inputs(settings));
    List<Written> written = new ArrayList<>();
    runs.record(
        work,
        () -> {
          written.add(new PromotionReports(silver(), catalogue).write(promotion, folder));
          return List.of(new DayRun(null, true, 0, null, ReportStep.detail(written.get(0))));
        });
    return written.get(0);
  }

  private List<DayRun> alone(NightStep step, DayRange range) {
    try (Pass pass = open(range)) {
      return record(step, pass);
    }
  }

  private List<DayRun> record(NightStep step, Pass pass) {
    RunLog.Work work = RunLog.Work.of(step.step(), pass.range(), step.inputs(pass));
    return runs.record(work, () -> step.run(pass));
  }

  private PublishStep publishing(Publish publish) {
    return new PublishStep(runs, new Publication(settings, catalogue, clock), publish);
  }

  private Pass open(DayRange range) {
    checkClosed(range);
    shares.fit(range, DeltaTables.of(settings));
    return new Pass(range, silver(), catalogue);
  }

  /** Groups the errors of closed days again; see {@link Regroup}. */
  Regrouped regroup(DayRange range, Regroup.Applying applying) {
    checkClosed(range);
    Dataset<Row> applog = silver().asWritten(Topic.APPLOG, range);
    return new Regroup(spark, settings, catalogue, rules).run(range, applog, applying);
  }

  /** The sealed days before a range whose cohort view its events have changed. */
  List<LocalDate> toRestate(DayRange range) {
    return new Restatements(spark, settings).dueTo(range);
  }

  /** Personal data in the rows of some days, where there must be none. */
  List<Sighting> personalData(DayRange range) {
    return new TableScan(spark, settings).days(range);
  }

  private void checkClosed(DayRange range) {
    Instant end = Instant.ofEpochMilli(range.endMs(settings.zone()));
    if (end.isAfter(clock.instant())) {
      throw new Failure(
          "%s is not over in %s: the night takes closed days only; it may run after %s"
              .formatted(range.to().minusDays(1), settings.zone(), end.atZone(settings.zone())));
    }
  }

  private Silver silver() {
    return new Silver(spark, settings, rules);
  }

  private static Map<LocalDate, DayRun> byDay(List<DayRun> runs) {
    return runs.stream().collect(Collectors.toMap(DayRun::day, run -> run));
  }
}
