package io.daping.streaming;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.hbase.Tables;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.FactSchema;
import io.daping.common.spark.JourneyTables;
import io.daping.common.spark.Sessions;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stream}: runs the streaming jobs until they are stopped, or until all input is taken. */
@Command(name = "stream", description = "Runs the streaming jobs.")
public final class StreamCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Option(names = "--once", description = "Takes everything that is there, then ends.")
  private boolean once;

  @Option(
      names = "--jobs",
      split = ",",
      paramLabel = "JOB",
      description = "Some of: ${COMPLETION-CANDIDATES} (default: all).")
  private List<Job> jobs = List.of(Job.values());

  @Override
  public Integer call() throws IOException {
    if (Set.copyOf(jobs).size() < jobs.size()) {
      throw new ParameterException(spec.commandLine(), "--jobs names a job twice: " + jobs);
    }
    Settings settings = common.settings();
    try (SparkSession spark = Sessions.startStream("stream", settings)) {
      FactSchema.check(spark, Catalogue.load());
      Tables.create(SharedHBase.of(HBase.Target.of(settings)), settings);
      if (jobs.contains(Job.INTAKE)) {
        settings.privacy().keys().readOrCreate();
      }
      if (jobs.contains(Job.INTAKE) || jobs.contains(Job.JOURNEY)) {
        DeltaTables.of(settings).create(spark);
      }
      if (jobs.contains(Job.JOURNEY)) {
        JourneyTables.of(settings).create(spark);
      }
      new Stream(spark, settings, jobs, once ? Running.ONCE : Running.FOR_GOOD).run();
    }
    return ExitCode.DONE;
  }
}
