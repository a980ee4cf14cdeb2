package io.daping.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.daping.batch.report.DayReports;
import io.daping.batch.report.content.Findings.Agreement;
import io.daping.batch.report.write.ReportFiles.Written;
import io.daping.batch.run.DayRun;
import io.daping.batch.run.RunLog;
import io.daping.batch.run.Step;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.spark.NightTables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Writes a report of each sealed day, from gold, silver and what the other steps found. */
final class ReportStep implements NightStep {
  private final RunLog runs;
  private final Path folder;
  private List<Written> written = List.of();

  ReportStep(RunLog runs, Path folder) {
    this.runs = runs;
    this.folder = folder;
  }

  /** Where the reports of a home stand. */
  static Path folder(Settings settings) {
    return settings.privacy().exports().resolve("reports");
  }

  @Override
  public Step step() {
    return Step.REPORT;
  }

  @Override
  public List<Table> inputs(Pass pass) {
    return inputs(pass.settings());
  }

  /** What any report is made of. */
  static List<Table> inputs(Settings settings) {
    DeltaTables tables = DeltaTables.of(settings);
    List<Table> inputs = new ArrayList<>();
    inputs.add(NightTables.of(settings).gold());
    List.of(Topic.ORDER, Topic.BROWSE, Topic.APPLOG)
        .forEach(topic -> inputs.add(tables.silver(topic)));
    return inputs;
  }

  @Override
  public List<DayRun> run(Pass pass) {
    Map<LocalDate, DayRun> reconciled = runs.latest(Step.RECONCILE, pass.range());
    written =
        new DayReports(
                pass.silver(),
                pass.catalogue(),
                day -> Optional.ofNullable(reconciled.get(day)).flatMap(ReportStep::agreement))
            .write(pass.range(), folder);
    List<LocalDate> days = pass.range().days();
    return IntStream.range(0, days.size())
        .mapToObj(i -> new DayRun(days.get(i), true, 0, null, detail(written.get(i))))
        .toList();
  }

  /** The files of each day. */
  List<Written> written() {
    return written;
  }

  static String detail(Written report) {
    return Json.of(Map.of("files", report.files().stream().map(Path::toString).toList()));
  }

  /** What the reconciliation wrote down; a run that died knows nothing. */
  private static Optional<Agreement> agreement(DayRun run) {
    JsonNode metrics = Json.tree(run.detail()).path("metrics");
    if (!metrics.isArray()) {
      return Optional.empty();
    }
    SortedMap<String, Long> explained = new TreeMap<>();
    long cells = 0;
    long equal = 0;
    long unexplained = 0;
    for (JsonNode metric : metrics) {
      cells += metric.path("compared").asLong();
      equal += metric.path("equal").asLong();
      unexplained += metric.path("unexplained").asLong();
      metric
          .path("explained")
          .properties()
          .forEach(e -> explained.merge(cause(e.getKey()), e.getValue().asLong(), Long::sum));
    }
    return Optional.of(new Agreement(cells, equal, explained, unexplained));
  }

  private static String cause(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
