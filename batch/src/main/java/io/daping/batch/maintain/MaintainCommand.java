package io.daping.batch.maintain;

import io.daping.batch.maintain.Maintenance.Compaction;
import io.daping.batch.run.RunLog;
import io.daping.batch.run.Step;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.OneWriter;
import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.hbase.Tables;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.NightTables;
import io.daping.common.spark.Sessions;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code maintain}: old days, small files, unused files. */
@Command(
    name = "maintain",
    description = {
      "Deletes days of bronze and quarantine whose time is over, packs small files of past days,",
      "and removes files that nobody needs any more. The streaming jobs may run, the night may not.",
      "Fails if a day had to stay though its time is over: the text says what to do."
    })
public final class MaintainCommand implements Callable<Integer> {
  /** The night rewrites the same days. */
  private static final String NIGHT = "batch";

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Option(names = "--dry-run", description = "Says what is due, and changes nothing.")
  private boolean dryRun;

  @Option(names = "--compact", description = "Has HBase rewrite its files, too.")
  private boolean compact;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    OneWriter lock = OneWriter.lock(settings.home().run(), NIGHT);
    try (SparkSession spark = Sessions.start("maintain", settings)) {
      Tables.create(SharedHBase.of(HBase.Target.of(settings)), settings);
      DeltaTables.of(settings).create(spark);
      NightTables.of(settings).create(spark);
      List<UpkeepResult> results = results(spark, settings);
      print(results);
      return MaintainText.isDone(results) ? ExitCode.DONE : ExitCode.FAILED;
    } finally {
      lock.close();
    }
  }

  private List<UpkeepResult> results(SparkSession spark, Settings settings) {
    Maintenance maintenance = new Maintenance(spark, settings, Clock.systemUTC());
    Compaction compaction = compact ? Compaction.NOW : Compaction.AS_HBASE_LIKES;
    if (dryRun) {
      return maintenance.run(Mode.TELL, compaction);
    }
    List<UpkeepResult> results = new ArrayList<>();
    new RunLog(spark, settings, Catalogue.load().version(), Clock.systemUTC())
        .record(
            new RunLog.Work(Step.MAINTAIN, List.of(), List.of()),
            () -> {
              results.addAll(maintenance.run(Mode.DO, compaction));
              return List.of(MaintainText.run(results));
            });
    return results;
  }

  private void print(List<UpkeepResult> results) {
    if (json) {
      spec.commandLine().getOut().println(MaintainText.json(results, dryRun));
    } else {
      MaintainText.lines(results).forEach(spec.commandLine().getOut()::println);
    }
    results.forEach(r -> r.left().forEach(l -> spec.commandLine().getErr().println("LEFT: " + l)));
  }
}
