package io.daping.batch.regroup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.fault.Failure;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How many errors each group has, by day: in gold, and as cells were made of silver. */
record GroupCounts(Catalogue catalogue) {
  private static final String ERRORS = "errors";

  /** The rows of gold that are of groups of errors. */
  static String isGold(Catalogue catalogue) {
    return "`by` = '" + MergedCells.dimension(catalogue).name() + "'";
  }

  /** A day that gold has nothing of is not there. */
  Map<LocalDate, Map<String, Long>> ofGold(Dataset<Row> gold) {
    Map<LocalDate, Map<String, Long>> counts = new HashMap<>();
    for (Row row : gold.select("day").distinct().collectAsList()) {
      counts.put(row.getDate(0).toLocalDate(), new HashMap<>());
    }
    Dataset<Row> groups =
        gold.where(isGold(catalogue))
            .where(col("metric").equalTo(ERRORS).and(col("grain").equalTo(Grain.DAY.grainName())));
    return counted(groups, counts);
  }

  /**
   * @param cells rows of {@link io.daping.batch.recompute.CellRows}
   */
  Map<LocalDate, Map<String, Long>> ofCells(Dataset<Row> cells) {
    Metric metric = catalogue.metric(ERRORS).orElseThrow();
    Dataset<Row> groups =
        cells
            .where(col("grain").equalTo(Grain.DAY.ordinal()))
            .selectExpr("day", "dimension", "inline(`values`)")
            .where(col("metric").equalTo(metric.id()));
    return counted(groups, new HashMap<>());
  }

  private static Map<LocalDate, Map<String, Long>> counted(
      Dataset<Row> groups, Map<LocalDate, Map<String, Long>> counts) {
    List<Row> rows =
        groups.groupBy("day", "dimension").agg(sum("value").as("value")).collectAsList();
    for (Row row : rows) {
      counts
          .computeIfAbsent(row.getDate(0).toLocalDate(), day -> new HashMap<>())
          .put(row.getString(1), row.getLong(2));
    }
    return counts;
  }

  /**
   * @param gold null for a day that the night has not been to
   * @param silver null for a day without errors
   * @throws Failure when they count other errors
   */
  static void check(LocalDate day, Map<String, Long> gold, Map<String, Long> silver) {
    if (gold == null && silver != null) {
      throw new Failure(
          "the night of %1$s has not been: run `bin/daping batch %1$s` first; it merges groups itself"
              .formatted(day));
    }
    long before = gold == null ? 0 : errors(gold);
    long after = silver == null ? 0 : errors(silver);
    if (before != after) {
      throw new Failure(
          "gold counts %2$d errors of %1$s and silver %3$d: events came or went since its night; run `bin/daping batch %1$s` first"
              .formatted(day, before, after));
    }
  }

  static long errors(Map<String, Long> groups) {
    return groups.values().stream().mapToLong(Long::longValue).sum();
  }

  /** All days together. */
  static Map<String, Long> total(Map<LocalDate, Map<String, Long>> days) {
    return days.values().stream()
        .flatMap(day -> day.entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
  }
}
