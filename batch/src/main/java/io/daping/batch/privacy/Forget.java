package io.daping.batch.privacy;

import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.privacy.KeyRing;
import io.daping.common.privacy.TokenField;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** Erases a person from every store, writes down that it was done, and looks again. */
final class Forget {
  private final SparkSession spark;
  private final Settings settings;
  private final Clock clock;
  private final TreeSet<Date> days = new TreeSet<>();

  Forget(SparkSession spark, Settings settings, Clock clock) {
    this.spark = spark;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param erased store to how many rows, cells or words went
   * @param days business days of whose events some went
   * @param remains what was found when looking again
   */
  record Result(Map<String, Long> erased, List<LocalDate> days, List<String> remains) {}

  /** The one list of all stores; the silver that tells what is linked with a user goes last. */
  List<Forgetting> stores() {
    return List.of(
        new ForgetFiles("logs", settings.home().logs()),
        new ForgetFiles("exports", settings.privacy().exports()),
        new ForgetCells(SharedHBase.of(HBase.Target.of(settings)), filesOfHBase()),
        new ForgetTables(spark, DeltaTables.of(settings), days));
  }

  Result user(String user) {
    // Asked for this once, and for this command alone: no reader of older snapshots is left behind.
    spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
    // VACUUM lists folders in this many tasks: ten thousand by default, half a minute a table.
    spark.conf().set("spark.sql.sources.parallelPartitionDiscovery.parallelism", "8");
    KeyRing keys = settings.privacy().keys().readOrCreate();
    Person person = new PersonSearch(spark, DeltaTables.of(settings), keys).find(user);
    Map<String, Long> erased = new LinkedHashMap<>();
    List<Forgetting> stores = stores();
    stores.forEach(store -> erased.put(store.store(), store.erase(person)));
    writeDown(user, keys, erased);
    List<String> remains = new ArrayList<>();
    stores.forEach(store -> remains.addAll(store.remains(person)));
    return new Result(erased, days.stream().map(Date::toLocalDate).toList(), remains);
  }

  private void writeDown(String user, KeyRing keys, Map<String, Long> erased) {
    Instant now = clock.instant();
    Table table = DeltaTables.of(settings).erasures();
    List<Row> row =
        List.of(
            RowFactory.create(
                keys.activeKey().token(TokenField.USER, user),
                keys.active(),
                Timestamp.from(now),
                CollectionConverters.asScala(erased),
                days.toArray(),
                Date.valueOf(now.atZone(ZoneOffset.UTC).toLocalDate())));
    spark
        .createDataFrame(row, table.schema())
        .write()
        .format("delta")
        .mode("append")
        .save(table.path());
  }

  private Path filesOfHBase() {
    Path own = settings.home().dir().resolve("hbase");
    return settings.hbase().bootstrapServers().isEmpty() && Files.isDirectory(own) ? own : null;
  }
}
