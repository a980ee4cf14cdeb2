package io.daping.batch.store;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import io.daping.common.spark.DeltaTables;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What {@code maintain} has deleted of bronze and quarantine, so that nobody misses it. A deletion
 * that was begun twice counts once.
 *
 * @param offsets of bronze, by partition
 * @param refused rows of quarantine, by topic
 * @param days record days of which some went
 */
public record Trimmed(
    Map<Partition, RangeSet<Long>> offsets, Map<String, Long> refused, Set<LocalDate> days) {
  /** The two tables whose days go. */
  public static final String BRONZE = "bronze";

  public static final String QUARANTINE = "quarantine";

  private static final String[] SAME = {
    "store", "topic", "partition", "first_offset", "last_offset", "rows", "record_day"
  };

  /** A partition of a Kafka topic. */
  public record Partition(String topic, int number) {
    @Override
    public String toString() {
      return topic + "/" + number;
    }
  }

  /** All that ever went. */
  public static Trimmed read(SparkSession spark, DeltaTables tables) {
    Trimmed all = new Trimmed(new HashMap<>(), new HashMap<>(), new TreeSet<>());
    List<Row> rows =
        StoredTable.rows(spark, tables.trimmed()).select(columns()).distinct().collectAsList();
    rows.forEach(all::add);
    return all;
  }

  /** The offsets of a partition that bronze has had; empty if none went. */
  public RangeSet<Long> of(Partition partition) {
    return offsets.getOrDefault(partition, TreeRangeSet.create());
  }

  /** How many offsets of a topic bronze has had that are gone. */
  public long of(String topic) {
    return offsets.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .mapToLong(entry -> count(entry.getValue()))
        .sum();
  }

  /** How many offsets are in ranges. */
  public static long count(RangeSet<Long> ranges) {
    return ranges.asRanges().stream()
        .mapToLong(range -> range.upperEndpoint() - range.lowerEndpoint())
        .sum();
  }

  private void add(Row row) {
    String topic = row.getAs("topic");
    days.add(row.<Date>getAs("record_day").toLocalDate());
    if (row.getAs("store").equals(QUARANTINE)) {
      refused.merge(topic, row.getAs("rows"), Long::sum);
      return;
    }
    Range<Long> gone =
        Range.closedOpen(row.getAs("first_offset"), row.<Long>getAs("last_offset") + 1);
    offsets
        .computeIfAbsent(new Partition(topic, row.getAs("partition")), p -> TreeRangeSet.create())
        .add(gone);
  }

  private static Column[] columns() {
    return Arrays.stream(SAME).map(functions::col).toArray(Column[]::new);
  }
}
