package io.daping.batch;

import static org.apache.spark.sql.functions.col;

import io.daping.batch.recompute.GoldRows;
import io.daping.batch.run.DayRun;
import io.daping.batch.run.Step;
import io.daping.common.event.Topic;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.spark.NightTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Silver and bronze to gold: each number of the days, exact; and the exact attributions. */
final class RecomputeStep implements NightStep {
  @Override
  public Step step() {
    return Step.RECOMPUTE;
  }

  @Override
  public List<Table> inputs(Pass pass) {
    DeltaTables tables = DeltaTables.of(pass.settings());
    List<Table> inputs = new ArrayList<>(tables.clear());
    Arrays.stream(Topic.values()).map(tables::silver).forEach(inputs::add);
    return inputs;
  }

  @Override
  public List<DayRun> run(Pass pass) {
    try (Histories histories = new Histories(pass.silver(), pass.judged())) {
      Dataset<Row> cells = pass.recomputed(histories.facts());
      GoldRows gold = new GoldRows(pass.catalogue());
      NightTables tables = NightTables.of(pass.settings());
      replace(tables.gold(), pass.range(), gold.of(byDay(cells)));
      replace(tables.arrivals(), pass.range(), gold.arrivals(byDay(cells)));
      new AttributionStep(pass.spark(), pass.settings()).write(pass.range(), histories);
      return pass.range().days().stream().map(day -> run(day, pass.digest(day))).toList();
    }
  }

  private static Dataset<Row> byDay(Dataset<Row> cells) {
    return cells.repartition(col("day")).sortWithinPartitions("day");
  }

  private static void replace(Table table, DayRange range, Dataset<Row> rows) {
    rows.write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", range.predicate())
        .save(table.path());
  }

  private static DayRun run(LocalDate day, DayDigest digest) {
    return new DayRun(day, true, digest.rows(), digest.hash(), null);
  }
}
