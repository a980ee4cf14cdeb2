package io.daping.services;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import io.daping.common.serve.BadQuery;
import io.daping.common.serve.MetricQuery;
import io.daping.services.answer.AnswerFormat;
import io.daping.services.answer.Question;
import io.daping.services.cells.PublishedCells;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code query}: published cells of one metric. */
@Command(
    name = "query",
    description = "Published values of one metric.",
    footer = {
      "",
      "Times are ISO dates or instants, [from, to); a bare date is the business zone's midnight.",
      "Without --from and --to: all days or hours that are kept; of minutes, the last day of data.",
      "Money is in minor units in json and csv, in major units in the table."
    })
final class QueryCommand implements Callable<Integer> {
  private final PublishedCells.Opener cells;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "METRIC", description = "A name of the catalogue, e.g. gmv_paid.")
  private String metric;

  @Option(names = "--by", paramLabel = "DIM", description = "Dimension of the rows (total).")
  private String by;

  @Option(names = "--grain", paramLabel = "GRAIN", description = "minute, hour or day (day).")
  private String grain;

  @Option(names = "--from", paramLabel = "T", description = "First window start, inclusive.")
  private String from;

  @Option(names = "--to", paramLabel = "T", description = "End of the windows, exclusive.")
  private String to;

  @Option(
      names = "--where",
      paramLabel = "DIM=VALUE",
      description = "Only this value, e.g. currency=GBP. Repeatable.")
  private List<String> where = new ArrayList<>();

  @Option(names = "--top", paramLabel = "N", description = "The best N over the range, ranked.")
  private String top;

  @Option(
      names = "--window",
      paramLabel = "5m",
      description =
          "Sliding windows of that many minutes, one a minute; with --top the last one is ranked.")
  private String window;

  @Option(
      names = "--since",
      paramLabel = "5m",
      description = "With --top: how each rank has changed in that many minutes, and why.")
  private String since;

  @Option(
      names = "--layer",
      paramLabel = "LAYER",
      description = "served (sealed days from the night, the rest from the stream), stream, batch.")
  private String layer;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private AnswerFormat format;

  QueryCommand(PublishedCells.Opener cells) {
    this.cells = cells;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    Question question = new Question(metric, by, grain, from, to, where, top, layer, window, since);
    try {
      MetricQuery query = question.asked(settings.zone());
      answer(query, settings);
    } catch (BadQuery e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return ExitCode.DONE;
  }

  private void answer(MetricQuery query, Settings settings) throws IOException {
    try (PublishedCells open = cells.open(settings)) {
      format.write(open.reader().answer(query), settings.zone(), spec.commandLine().getOut());
    }
  }
}
