package io.daping.streaming;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.OneWriter;
import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.streaming.rebuild.Discard;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebuild discard}: drops a generation of tables that does not serve. */
@Command(
    name = "discard",
    description = {
      "Drops the tables of another prefix: those that were taken over from, or never served.",
      "The jobs may run once the tables of these settings have run on further than the others."
    })
final class RebuildDiscardCommand implements Callable<Integer> {
  private static final List<String> WRITERS =
      List.of("intake", "metrics", "journey", "dimension", "batch", "forget", "rebuild");

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PREFIX", description = "hbase.table-prefix of the tables to drop.")
  private String prefix;

  @Override
  public Integer call() {
    Settings settings = common.settings();
    HBase.Target serving = HBase.Target.of(settings);
    if (!prefix.matches("[a-zA-Z][a-zA-Z0-9]*") || prefix.equals(settings.hbase().tablePrefix())) {
      throw new ParameterException(
          spec.commandLine(),
          "PREFIX must be that of other tables than %s, of letters and digits, was \"%s\""
              .formatted(settings.hbase().tablePrefix(), prefix));
    }
    HBase.Target other = new HBase.Target(serving.bootstrapServers(), prefix, serving.timeoutMs());
    Discard discard = new Discard(SharedHBase.of(serving), SharedHBase.of(other));
    List<OneWriter> locks = locks(settings, discard.isBehind());
    try {
      discard.run();
    } finally {
      locks.forEach(OneWriter::close);
    }
    spec.commandLine().getOut().println("the tables " + prefix + "_* are gone");
    return ExitCode.DONE;
  }

  private static List<OneWriter> locks(Settings settings, boolean isBehind) {
    return isBehind
        ? List.of(OneWriter.lock(settings.home().run(), "rebuild"))
        : OneWriter.lockAll(settings.home().run(), WRITERS);
  }
}
