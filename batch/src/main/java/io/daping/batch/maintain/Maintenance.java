package io.daping.batch.maintain;

import io.daping.batch.store.QueryFolder;
import io.daping.common.config.Settings;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowErasure;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.spark.DeltaTables;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Keeps the stores small: old clear text, small files, files that nobody needs. */
public final class Maintenance {
  private static final double NANOS = 1e9;

  private final SparkSession spark;
  private final Settings settings;
  private final Clock clock;

  public Maintenance(SparkSession spark, Settings settings, Clock clock) {
    this.spark = spark;
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether HBase rewrites its files, too: it does so by itself, now and then. */
  public enum Compaction {
    AS_HBASE_LIKES,
    NOW
  }

  /**
   * The one list of all upkeep: what is deleted need not be packed, what is packed leaves files.
   */
  List<Upkeep> work(Compaction compaction) {
    DeltaTables tables = DeltaTables.of(settings);
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    HBase hbase = SharedHBase.of(HBase.Target.of(settings));
    ControlStore control = new ControlStore(hbase);
    OpenDays open = new OpenDays(spark, settings, control);
    List<QueryFolder> queries = QueryFolder.all(settings.tables().checkpoints(), hadoop);
    List<String> paths = tables.paths(spark);
    var privacy = settings.privacy();
    List<Upkeep> work = new ArrayList<>();
    work.add(new OldDays(spark, tables, tables.bronze(), privacy.bronzeKeep(), open, clock));
    work.add(
        new OldDays(spark, tables, tables.quarantine(), privacy.quarantineKeep(), open, clock));
    work.add(new OldCheckpoints(queries, control));
    work.add(
        new SmallFiles(
            spark, paths, new DaysOver(clock, settings.zone(), settings.journey().keep())));
    work.add(
        new UnusedFiles(
            spark, paths, settings.maintain(), new UnreadCommits(queries, control), clock));
    if (compaction == Compaction.NOW) {
      work.add(new CellFiles(new RowErasure(hbase)));
    }
    return work;
  }

  /** Does what is due, or tells it. */
  public List<UpkeepResult> run(Mode mode, Compaction compaction) {
    return work(compaction).stream().map(upkeep -> result(upkeep, mode)).toList();
  }

  private static UpkeepResult result(Upkeep upkeep, Mode mode) {
    Done done = new Done(mode);
    long begun = System.nanoTime();
    upkeep.run(done);
    return done.result(upkeep, (System.nanoTime() - begun) / NANOS);
  }
}
