package io.daping.services.errors;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all subcommands have in common: whose errors, and how the answer is printed. */
final class Asked {
  @Mixin private CommonOptions common;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  /** Asks the desk and prints its answer. */
  <T> int answer(
      Function<ErrorDesk, T> question, Function<T, String> text, Function<T, String> js) {
    try (ErrorDesk desk = new ErrorDesk(common.settings(), Clock.systemUTC())) {
      T answer = question.apply(desk);
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? js.apply(answer) + "\n" : text.apply(answer));
      out.flush();
      return ExitCode.DONE;
    }
  }

  /** Changes what is said of a group and prints how it stands then. */
  int change(String fingerprint, Consumer<ErrorDesk> change) {
    return answer(
        desk -> {
          change.accept(desk);
          return desk.show(fingerprint);
        },
        standing -> Printed.table(List.of(standing)),
        Printed::json);
  }

  int regroup(Function<ErrorDesk, Regrouping> change) {
    return answer(change, Printed::text, Printed::json);
  }
}
