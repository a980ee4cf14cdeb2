package io.daping.batch.maintain;

import io.daping.batch.store.StoredTable;
import io.daping.batch.store.StoredTable.DataFile;
import io.delta.tables.DeltaTable;
import java.time.LocalDate;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The many small files that a stream leaves, put together day by day. Rows and their order of
 * commits stay: who reads a table as a stream sees nothing new.
 *
 * @param tables paths
 * @param over whether a day of a table is over, and nobody changes its rows
 */
record SmallFiles(SparkSession spark, List<String> tables, DaysOver over) implements Upkeep {
  /** Larger ones are read by several tasks anyway, and smaller ones cost more than they hold. */
  private static final long TARGET_BYTES = 256L << 20;

  private static final String SIZE = "spark.databricks.delta.optimize.";

  @Override
  public String name() {
    return "files";
  }

  @Override
  public void run(Done done) {
    spark.conf().set(SIZE + "maxFileSize", TARGET_BYTES);
    spark.conf().set(SIZE + "minFileSize", TARGET_BYTES);
    for (String path : tables) {
      StoredTable table = new StoredTable(spark, path);
      if (table.mayHaveFiles(2)) {
        over.column(table).ifPresent(column -> compact(table, column, done));
      }
    }
  }

  private void compact(StoredTable table, String column, Done done) {
    Map<LocalDate, LongSummaryStatistics> days = due(table);
    if (days.isEmpty()) {
      return;
    }
    long files = days.values().stream().mapToLong(LongSummaryStatistics::getCount).sum();
    done.figure("days", days.size());
    done.figure("files", files);
    if (done.isRehearsal()) {
      done.tell("%s: %,d files of %d days".formatted(table.name(), files, days.size()));
      return;
    }
    String list = days.keySet().stream().map(d -> "'" + d + "'").collect(Collectors.joining(", "));
    Row metrics =
        DeltaTable.forPath(spark, table.path())
            .optimize()
            .where("%s IN (%s)".formatted(column, list))
            .executeCompaction()
            .select("metrics.numFilesRemoved", "metrics.numFilesAdded")
            .head();
    done.tell(
        "%s: %,d files of %d days became %,d"
            .formatted(table.name(), metrics.getLong(0), days.size(), metrics.getLong(1)));
  }

  /** Days with more files than packing them would leave: so there is nothing to do twice. */
  private Map<LocalDate, LongSummaryStatistics> due(StoredTable table) {
    Map<LocalDate, LongSummaryStatistics> days =
        table.files().stream()
            .filter(file -> file.bytes() < TARGET_BYTES)
            .collect(
                Collectors.groupingBy(
                    file -> LocalDate.parse(file.split()),
                    TreeMap::new,
                    Collectors.summarizingLong(DataFile::bytes)));
    days.entrySet()
        .removeIf(day -> !over.isOver(table, day.getKey()) || !isWorthIt(day.getValue()));
    return days;
  }

  /** Of two neighbours in size, packed, one at least is more than half full. */
  private static boolean isWorthIt(LongSummaryStatistics files) {
    return files.getCount() > 1 + 2 * files.getSum() / TARGET_BYTES;
  }
}
