package io.daping.services.errors;

import io.daping.common.error.GroupStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code errors list}: every group, the most urgent first. */
@Command(name = "list", description = "Every group: regressed, escalating, new, ongoing, archived.")
final class ListCommand implements Callable<Integer> {
  @Mixin private Asked asked;

  @Option(names = "--app", description = "Of this application only.")
  private String app;

  @Option(names = "--status", description = "Only: ${COMPLETION-CANDIDATES}.")
  private GroupStatus status;

  @Override
  public Integer call() {
    return asked.answer(
        desk -> desk.list().stream().filter(this::isAskedFor).toList(),
        Printed::table,
        Printed::json);
  }

  private boolean isAskedFor(Standing group) {
    return (app == null || app.equals(group.group().app()))
        && (status == null || status == group.status());
  }
}
