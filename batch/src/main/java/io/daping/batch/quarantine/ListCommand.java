package io.daping.batch.quarantine;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quarantine list}: how many records of each topic were refused for each reason. */
@Command(name = "list", description = "How many records of each topic were refused, and why.")
final class ListCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Mixin private Selection selection;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    List<RefusedCount> counts =
        QuarantineSession.with(common.settings(), quarantine -> quarantine.counts(selection));
    spec.commandLine().getOut().println(json ? Printed.json(counts) : Printed.table(counts));
    return ExitCode.DONE;
  }
}
