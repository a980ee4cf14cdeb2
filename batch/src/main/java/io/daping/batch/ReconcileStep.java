package io.daping.batch;

import io.daping.batch.reconcile.DayComparison;
import io.daping.batch.reconcile.Reconciliation;
import io.daping.batch.regroup.GroupRules;
import io.daping.batch.regroup.MergedCells;
import io.daping.batch.run.DayRun;
import io.daping.batch.run.Step;
import io.daping.common.event.Topic;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.spark.NightTables;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the stream said of the days beside what the night says. */
final class ReconcileStep implements NightStep {
  private final GroupRules rules;
  private final Clock clock;
  private List<DayComparison> comparisons = List.of();

  ReconcileStep(GroupRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public Step step() {
    return Step.RECONCILE;
  }

  @Override
  public List<Table> inputs(Pass pass) {
    List<Table> inputs = new ArrayList<>();
    inputs.add(NightTables.of(pass.settings()).gold());
    Arrays.stream(Topic.values()).map(DeltaTables.of(pass.settings())::silver).forEach(inputs::add);
    return inputs;
  }

  @Override
  public List<DayRun> run(Pass pass) {
    MergedCells groups = new MergedCells(pass.catalogue(), rules);
    comparisons =
        new Reconciliation(pass.spark(), pass.settings(), groups, clock)
            .of(pass.range(), cells(pass, groups), () -> pass.judged().ofTheDays());
    return comparisons.stream().map(day -> run(day, pass.digest(day.day()))).toList();
  }

  /** What was found of each day. */
  List<DayComparison> comparisons() {
    return comparisons;
  }

  /** Groups of errors may stand in gold by rules that are not those of now, on purpose. */
  private static Dataset<Row> cells(Pass pass, MergedCells groups) {
    Dataset<Row> cells = pass.cells();
    return pass.isFresh()
        ? cells
        : pass.aside(Topic.APPLOG).map(anew -> groups.replaced(cells, anew)).orElse(cells);
  }

  private static DayRun run(DayComparison day, DayDigest digest) {
    boolean passed = day.unexplainedExact() == 0;
    return new DayRun(day.day(), passed, day.cells(), digest.hash(), Json.of(day));
  }
}
