package io.daping.batch.publish;

import static org.apache.spark.sql.functions.col;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.hbase.CellStore.Family;
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
   * @param digests of the days that are to be published
   */
  public void publish(Dataset<Row> cells, Map<LocalDate, Long> digests) {
    if (digests.isEmpty()) {
      return;
    }
    ControlStore control = control();
    Instant now = clock.instant();
    long timestamp = Math.max(now.toEpochMilli(), lastSeal(control, digests.keySet()) + 1);
    cells.where(col("day").isin(digests.keySet().toArray())).foreachPartition(writer(timestamp));
    digests.forEach(
        (day, digest) -> control.write(new Seal(day, timestamp, catalogue.version(), now, digest)));
  }

  /** The seals that readers go by. */
  public Map<LocalDate, Seal> seals() {
    return control().seals();
  }

  private ControlStore control() {
    return new ControlStore(SharedHBase.of(HBase.Target.of(settings)));
  }

  private CellWriter writer(long timestamp) {
    return new CellWriter(
        Family.BATCH,
        HBase.Target.of(settings),
        new RowKeys(settings.hbase().saltBuckets()),
        CellWriter.dimensions(catalogue),
        catalogue.version(),
        timestamp);
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
