package io.daping.batch.check;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.daping.batch.DayRange;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.spark.NightTables;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/**
 * All rules, over the rows of gold and arrivals of some days. A further rule is a record and a line
 * here.
 */
public record QualityChecks(SparkSession spark, Settings settings, Catalogue catalogue) {
  private static final List<Check> CHECKS =
      List.of(
          new NotNull(), new Unique(), new AcceptedValues(), new AgreeingSums(), new UsualEvents());

  /** The names of the rules, in order. */
  public static List<String> names() {
    return CHECKS.stream().map(Check::name).toList();
  }

  /** The rules that days break, in order of the day. */
  public List<Breach> of(DayRange range) {
    NightTables tables = NightTables.of(settings);
    Checked checked =
        new Checked(
            range,
            settings,
            catalogue,
            tables.gold().read(spark).where(range.predicate()),
            tables.arrivals().read(spark));
    return CHECKS.stream()
        .map(check -> check.breaches(checked).withColumn("check", lit(check.name())))
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .groupBy("day", "check")
        .agg(count(lit(1)).as("n"), min("what").as("example"))
        .orderBy(col("day"), col("check"))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Breach(
                    row.getDate(0).toLocalDate(),
                    row.getString(1),
                    row.getLong(2),
                    row.getString(3)))
        .toList();
  }
}
