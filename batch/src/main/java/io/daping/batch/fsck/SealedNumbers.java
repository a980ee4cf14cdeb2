package io.daping.batch.fsck;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.daping.batch.DayRange;
import io.daping.batch.publish.SealLog;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.Seal;
import io.daping.common.spark.NightTables;
import io.delta.tables.DeltaTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * What readers see of sealed days, number by number, beside gold.
 *
 * @param days the days to look at
 */
record SealedNumbers(
    SparkSession spark,
    Settings settings,
    Catalogue catalogue,
    ControlStore control,
    ChosenDays days)
    implements Check {
  @Override
  public String name() {
    return "sealed";
  }

  @Override
  public String proves() {
    return "HBase has for each sealed day the numbers of gold and no others, under the seal that table"
        + " seals knows";
  }

  @Override
  public void look(Findings found) {
    Map<LocalDate, Seal> inHBase = days.of(control.seals());
    Map<LocalDate, Seal> inTable = days.of(known());
    compare(inHBase, inTable, found);
    Map<LocalDate, Long> sealed = new TreeMap<>();
    inHBase.forEach((day, seal) -> sealed.put(day, seal.timestamp()));
    found.figure("days", sealed.size());
    for (DayRange range : ChosenDays.spans(sealed.keySet())) {
      compare(range, sealed, found);
    }
  }

  /** A home whose night never came has no such table. */
  private Map<LocalDate, Seal> known() {
    return DeltaTable.isDeltaTable(spark, NightTables.of(settings).seals().path())
        ? new SealLog(spark, settings).all()
        : Map.of();
  }

  private static void compare(
      Map<LocalDate, Seal> inHBase, Map<LocalDate, Seal> inTable, Findings found) {
    Set<LocalDate> either = new TreeSet<>(inHBase.keySet());
    either.addAll(inTable.keySet());
    for (LocalDate day : either) {
      Seal hbase = inHBase.get(day);
      Seal table = inTable.get(day);
      if (hbase == null) {
        found.add("%s is sealed in table seals, not in HBase".formatted(day));
      } else if (table == null) {
        found.add("%s is sealed in HBase, not in table seals".formatted(day));
      } else if (hbase.timestamp() != table.timestamp()) {
        found.add(
            "%s: its seal in HBase is of %d, in table seals of %d"
                .formatted(day, hbase.timestamp(), table.timestamp()));
      }
    }
  }

  private void compare(DayRange range, Map<LocalDate, Long> sealed, Findings found) {
    DayNumbers numbers = new DayNumbers(spark, settings, catalogue);
    Dataset<Row> both =
        side(numbers.gold(range), "gold")
            .unionByName(side(numbers.hbase(range, sealed), "hbase"))
            .groupBy(DayNumbers.name())
            .agg(
                max(when(col("side").equalTo("gold"), col("value"))).as("gold"),
                max(when(col("side").equalTo("hbase"), col("value"))).as("hbase"),
                max(when(col("side").equalTo("gold"), col("state"))).as("gold_state"),
                max(when(col("side").equalTo("hbase"), col("state"))).as("hbase_state"),
                count(lit(1)).as("n"))
            .withColumn("same", isSame())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      found.figure("numbers", both.count());
      Dataset<Row> different = both.where(not(col("same")));
      List<Row> first = different.orderBy(DayNumbers.name()).limit(Findings.SHOWN).collectAsList();
      first.forEach(row -> found.add(text(row)));
      found.addUnnamed(first.size() < Findings.SHOWN ? 0 : different.count() - first.size());
    } finally {
      both.unpersist();
    }
  }

  /** Each number stands once on either side. */
  private static Column isSame() {
    return col("n")
        .leq(2)
        .and(col("gold").eqNullSafe(col("hbase")))
        .and(col("gold_state").eqNullSafe(col("hbase_state")));
  }

  private static Dataset<Row> side(Dataset<Row> rows, String side) {
    return rows.withColumn("side", lit(side));
  }

  private static String text(Row row) {
    String currency = row.isNullAt(6) ? "" : " " + row.getString(6);
    String dimension = row.getString(5).isEmpty() ? "" : " " + row.getString(5);
    return "%s %s by %s%s, window %s%s: HBase has %s, gold %s"
        .formatted(
            row.getString(1),
            row.getString(2),
            row.getString(4),
            dimension,
            row.getTimestamp(3).toInstant(),
            currency,
            number(row, "hbase"),
            number(row, "gold"));
  }

  private static String number(Row row, String side) {
    Long value = row.getAs(side);
    return value == null ? "none" : value.toString();
  }
}
