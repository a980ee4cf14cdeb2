package io.daping.batch.fsck;

import io.daping.batch.DayRange;
import io.daping.batch.store.QueryFolder;
import io.daping.batch.store.StoredTable;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.QueryProgress;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.spark.NightTables;
import io.delta.tables.DeltaTable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Looks whether all stores are whole and agree. */
public final class Fsck {
  private static final double NANOS = 1e9;

  private final SparkSession spark;
  private final Settings settings;
  private final Catalogue catalogue;

  public Fsck(SparkSession spark, Settings settings, Catalogue catalogue) {
    this.spark = spark;
    this.settings = settings;
    this.catalogue = catalogue;
  }

  /** The one list of all checks; what others rest upon comes first. */
  List<Check> checks(DayRange days) {
    DeltaTables tables = DeltaTables.of(settings);
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    List<String> paths = tables.paths(spark);
    List<String> clear =
        tables.clear().stream()
            .map(Table::path)
            .filter(path -> DeltaTable.isDeltaTable(spark, path))
            .toList();
    ControlStore control = new ControlStore(SharedHBase.of(HBase.Target.of(settings)));
    String checkpoints = settings.tables().checkpoints();
    List<QueryFolder> used =
        QueryFolder.all(checkpoints, hadoop).stream()
            .filter(folder -> folder.age(control) == 0)
            .toList();
    QueryFolder intake =
        used.stream()
            .filter(folder -> folder.query().equals(QueryProgress.INTAKE))
            .findFirst()
            .orElse(new QueryFolder(checkpoints + "/" + QueryProgress.INTAKE, hadoop));
    return List.of(
        new Rights(clear, settings.privacy().keys(), hadoop),
        new CommitLogs(paths, hadoop),
        new DataFiles(spark, paths),
        new Checkpoints(used, control),
        new Transactions(spark, paths, control),
        new Records(spark, tables, control, intake),
        new SealedNumbers(spark, settings, catalogue, control, new ChosenDays(days)),
        new Runs(spark, NightTables.of(settings), settings.home().steps()));
  }

  /**
   * @param days sealed days to look at, null for all; all else is looked at whole
   * @param only names of checks; none for all
   * @throws Failure when there is no check of a name
   */
  public List<Outcome> run(DayRange days, List<String> only) {
    StoredTable.forgetAll();
    List<Check> checks = checks(days);
    List<String> names = checks.stream().map(Check::name).toList();
    if (!names.containsAll(only)) {
      throw new Failure("there are these checks: %s; asked for %s".formatted(names, only));
    }
    return checks.stream()
        .filter(check -> only.isEmpty() || only.contains(check.name()))
        .map(Fsck::outcome)
        .toList();
  }

  /** A check that cannot go on has found something, and the others go on. */
  private static Outcome outcome(Check check) {
    Findings found = new Findings();
    long begun = System.nanoTime();
    try {
      check.look(found);
    } catch (Exception e) { // Spark throws what it does not declare
      found.add("could not look further: " + text(e));
    }
    return found.outcome(check, (System.nanoTime() - begun) / NANOS);
  }

  /** What an exception says, in a line. */
  static String text(Throwable e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse(e.toString()).strip();
  }
}
