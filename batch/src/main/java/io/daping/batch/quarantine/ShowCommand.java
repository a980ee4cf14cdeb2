package io.daping.batch.quarantine;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quarantine show}: records as they came. */
@Command(
    name = "show",
    description = {
      "Records as they came, the oldest first.",
      "What --json prints may be mended and handed to replay --from."
    })
final class ShowCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Mixin private Selection selection;

  @Spec private CommandSpec spec;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many records (default: 20).")
  private int limit;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    if (limit < 0) {
      throw new ParameterException(spec.commandLine(), "--limit must be 0 or more, was " + limit);
    }
    List<RefusedRecord> records =
        QuarantineSession.with(common.settings(), q -> q.first(selection, limit));
    spec.commandLine().getOut().println(json ? Printed.jsonOf(records) : Printed.lines(records));
    return ExitCode.DONE;
  }
}
