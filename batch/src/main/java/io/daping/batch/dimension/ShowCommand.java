package io.daping.batch.dimension;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.common.spark.DimensionTable;
import io.daping.common.spark.Sessions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dimension show}: every version of one item or user, the oldest first, as JSON lines. */
@Command(name = "show", description = "Every version of one item or user, as JSON lines.")
final class ShowCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "TABLE", description = "${COMPLETION-CANDIDATES}")
  private DimensionTable table;

  @Parameters(index = "1", paramLabel = "KEY", description = "An item's or user's id.")
  private String key;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    try (SparkSession spark = Sessions.start("dimension", settings)) {
      List<String> versions = versions(spark, settings);
      if (versions.isEmpty()) {
        throw new Failure("nothing is known of " + table.code() + " " + key);
      }
      versions.forEach(spec.commandLine().getOut()::println);
    }
    return ExitCode.DONE;
  }

  private List<String> versions(SparkSession spark, Settings settings) {
    if (table.tableVersion(spark, settings).isEmpty()) {
      return List.of();
    }
    return table
        .read(spark, settings)
        .where(col(table.key()).equalTo(key))
        .orderBy("version")
        .select(to_json(struct(col("*"))))
        .as(Encoders.STRING())
        .collectAsList();
  }
}
