package io.daping.batch;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.OneWriter;
import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.hbase.Tables;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.FactSchema;
import io.daping.common.spark.NightTables;
import io.daping.common.spark.Sessions;
import java.time.Clock;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Opens what a night works on: a Spark session, the tables, the checked catalogue. */
final class NightSession {
  private NightSession() {}

  /** For work on some days, which no second process of this home may do meanwhile. */
  static <T> T alone(Settings settings, DayRange range, Function<Night, T> work) {
    OneWriter lock = OneWriter.lockDays(settings.home().run(), "batch", range.from(), range.to());
    try {
      return with(settings, work);
    } finally {
      lock.close();
    }
  }

  private static <T> T with(Settings settings, Function<Night, T> work) {
    SparkSession spark = Sessions.start("batch", settings);
    tune(spark);
    try {
      Catalogue catalogue = Catalogue.load();
      FactSchema.check(spark, catalogue);
      create(spark, settings);
      return work.apply(new Night(spark, settings, catalogue, Clock.systemUTC()));
    } finally {
      spark.stop();
    }
  }

  /** One process at a time: two that make a table at once fall over each other. */
  private static void create(SparkSession spark, Settings settings) {
    OneWriter lock = OneWriter.await(settings.home().run(), "tables");
    try {
      Tables.create(SharedHBase.of(HBase.Target.of(settings)), settings);
      DeltaTables.of(settings).create(spark);
      NightTables.of(settings).create(spark);
    } finally {
      lock.close();
    }
  }

  /** Sorting is the dearest part of a pass; where a hash table of a task's share fits, it goes. */
  private static void tune(SparkSession spark) {
    spark.conf().set("spark.sql.objectHashAggregate.sortBased.fallbackThreshold", "200000");
    spark.conf().set("spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold", "64m");
  }
}
