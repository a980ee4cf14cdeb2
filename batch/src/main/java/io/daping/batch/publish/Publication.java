package io.daping.batch.publish;

import static org.apache.spark.sql.functions.col;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.config.Settings;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowKeys;
import io.daping.common.hbase.Seal;
import io.daping.common.hbase.SharedHBase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes the night's cells of some days those that readers see: all cells first, under a timestamp
 * that no earlier seal of these days has, then a seal a day. A night that dies in between has
 * changed nothing for readers.
 */
public record Publication(Settings settings, Catalogue catalogue, Clock clock) {

  /**
   * @param cells of at least these days
   */
  public void publish(Dataset<Row> cells, Collection<LocalDate> days) {
    if (days.isEmpty()) {
      return;
    }
    HBase.Target target = HBase.Target.of(settings);
    ControlStore control = new ControlStore(SharedHBase.of(target));
    Instant now = clock.instant();
    long timestamp = Math.max(now.toEpochMilli(), lastSeal(control, days) + 1);
    cells.where(col("day").isin(days.toArray())).foreachPartition(writer(target, timestamp));
    days.forEach(day -> control.write(new Seal(day, timestamp, catalogue.version(), now)));
  }

  private CellWriter writer(HBase.Target target, long timestamp) {
    Map<Integer, Dimension> dimensions =
        catalogue.metrics().stream()
            .flatMap(m -> m.by().stream())
            .distinct()
            .collect(Collectors.toMap(Dimension::id, d -> d));
    RowKeys keys = new RowKeys(settings.hbase().saltBuckets());
    return new CellWriter(target, keys, dimensions, catalogue.version(), timestamp);
  }

  private static long lastSeal(ControlStore control, Collection<LocalDate> days) {
    Map<LocalDate, Seal> seals = control.seals();
    return days.stream()
        .map(seals::get)
        .filter(Objects::nonNull)
        .mapToLong(Seal::timestamp)
        .max()
        .orElse(0);
  }
}
