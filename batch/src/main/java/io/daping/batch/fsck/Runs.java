package io.daping.batch.fsck;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;

import io.daping.batch.store.StoredTable;
import io.daping.common.fault.BegunStep;
import io.daping.common.fault.BegunSteps;
import io.daping.common.spark.NightTables;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What the night's steps say of themselves; a step that failed is worth a look, no damage. */
record Runs(SparkSession spark, NightTables tables, BegunSteps begun) implements Check {
  private static final String FAILED = "failed";

  @Override
  public String name() {
    return "runs";
  }

  @Override
  public String proves() {
    return "the records of the night's steps can be read; remarks name the days whose last run of a"
        + " step failed, and steps that were killed or are under way";
  }

  @Override
  public void look(Findings found) {
    List<Row> last =
        StoredTable.rows(spark, tables.runs())
            .groupBy("step", "day")
            .agg(max_by(col("outcome"), col("started")).as("outcome"), max("started").as("at"))
            .orderBy(col("at").desc())
            .collectAsList();
    found.figure("steps", last.size());
    for (Row row : last) {
      if (FAILED.equals(row.getString(2))) {
        String of = row.isNullAt(1) ? "" : " of " + row.getDate(1);
        found.remark(
            "the last %s%s failed, %s"
                .formatted(row.getString(0), of, row.getTimestamp(3).toInstant()));
      }
    }
    begun.all().stream()
        .filter(step -> !step.isOfThisProcess())
        .forEach(step -> found.remark(remark(step)));
  }

  private static String remark(BegunStep step) {
    String of = step.days().isEmpty() ? "" : " of " + step.span();
    return step.isRunning()
        ? "%s%s is under way since %s, process %d of %s"
            .formatted(step.step(), of, step.started(), step.pid(), step.host())
        : "%s%s was killed: it began %s; do it again".formatted(step.step(), of, step.started());
  }
}
