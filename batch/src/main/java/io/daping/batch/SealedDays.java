package io.daping.batch;

import static org.apache.spark.sql.functions.col;

import io.daping.batch.publish.CellWriter;
import io.daping.batch.publish.SealLog;
import io.daping.batch.regroup.GroupRules;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowKeys;
import io.daping.common.hbase.Seal;
import io.daping.common.hbase.SharedHBase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * Brings the night's cells of all sealed days back to HBase as they were: gold's and arrivals',
 * under the seals' timestamps, then the seals. Done again it writes the same.
 *
 * @param told hears how far it is
 */
record SealedDays(
    SparkSession spark, Settings settings, Catalogue catalogue, Consumer<String> told) {

  /**
   * What was brought back.
   *
   * @param days all that were sealed
   * @param changed those whose gold is not what was published under the seal: readers see gold's
   *     numbers now
   * @param numbers rows of gold
   */
  record Restored(List<LocalDate> days, List<LocalDate> changed, long numbers) {}

  Restored restore() {
    SortedMap<LocalDate, Seal> seals = new SealLog(spark, settings).all();
    Restored all = new Restored(List.copyOf(seals.keySet()), new ArrayList<>(), 0);
    if (seals.isEmpty()) {
      return all;
    }
    long numbers = 0;
    DayRange range = new DayRange(seals.firstKey(), seals.lastKey().plusDays(1));
    for (DayRange some : range.passes(settings.batch().daysPerPass())) {
      SortedMap<LocalDate, Seal> ofPass = seals.subMap(some.from(), some.to());
      if (!ofPass.isEmpty()) {
        numbers += restore(some, ofPass, all.changed);
        told.accept(
            "sealed days from %s to %s are back".formatted(some.from(), some.to().minusDays(1)));
      }
    }
    return new Restored(all.days, all.changed, numbers);
  }

  private long restore(DayRange range, SortedMap<LocalDate, Seal> seals, List<LocalDate> changed) {
    Silver silver = new Silver(spark, settings, GroupRules.of(settings));
    long numbers = 0;
    try (Pass pass = new Pass(range, silver, catalogue)) {
      together(seals).forEach((seal, days) -> write(pass, seal, days));
      ControlStore control = new ControlStore(SharedHBase.of(HBase.Target.of(settings)));
      for (Seal seal : seals.values()) {
        DayDigest digest = pass.digest(seal.day());
        numbers += digest.rows();
        if (!Objects.equals(seal.digest(), digest.hash())) {
          changed.add(seal.day());
        }
        control.write(seal);
      }
    }
    return numbers;
  }

  /** Days that were sealed in one go, by any of their seals. */
  private static Map<Seal, List<LocalDate>> together(SortedMap<LocalDate, Seal> seals) {
    Map<Long, List<Seal>> byTime =
        seals.values().stream()
            .collect(Collectors.groupingBy(Seal::timestamp, TreeMap::new, Collectors.toList()));
    return byTime.values().stream()
        .collect(
            Collectors.toMap(some -> some.get(0), some -> some.stream().map(Seal::day).toList()));
  }

  private void write(Pass pass, Seal seal, List<LocalDate> days) {
    pass.cells()
        .where(col("day").isin(days.toArray()))
        .foreachPartition(
            new CellWriter(
                Family.BATCH,
                HBase.Target.of(settings),
                new RowKeys(settings.hbase().saltBuckets()),
                CellWriter.dimensions(catalogue),
                seal.catalogueVersion(),
                seal.timestamp()));
  }
}
