package io.daping.batch;

import io.daping.batch.reconcile.DayComparison;
import io.daping.batch.reconcile.Difference;
import io.daping.batch.reconcile.MetricComparison;
import io.daping.batch.run.DayRun;
import io.daping.batch.run.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What the verbs print. The JSON forms are a contract. */
final class Reports {
  private Reports() {}

  static String json(DayComparison c) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("day", c.day().toString());
    json.put("cells", c.cells());
    json.put("equal", c.equal());
    json.put("explained", c.causes());
    json.put("unexplained", c.unexplained());
    json.put("first_unexplained", c.first());
    json.put("metrics", c.metrics().stream().map(Reports::metric).toList());
    return Json.of(json);
  }

  private static Map<String, Object> metric(MetricComparison m) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("metric", m.metric());
    json.put("grain", m.grain());
    json.put("by", m.by());
    json.put("exact", m.isExact());
    json.put("cells", m.compared());
    json.put("equal", m.equal());
    json.put("explained", m.causes());
    json.put("unexplained", m.unexplained());
    return json;
  }

  /** What a step did with each day. */
  static String json(Step step, List<DayRun> runs) {
    List<Map<String, Object>> days = new ArrayList<>();
    for (DayRun run : runs) {
      Map<String, Object> day = new LinkedHashMap<>();
      day.put("day", run.day().toString());
      day.put("passed", run.passed());
      day.put("rows", run.rows());
      day.put("detail", run.detail() == null ? Map.of() : Json.tree(run.detail()));
      days.add(day);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", step.verb());
    json.put("days", days);
    return Json.of(json);
  }

  /** The same in lines. */
  static String table(Step step, List<DayRun> runs) {
    return runs.stream()
        .map(
            run ->
                "%s  %s  %s  %,d rows%s"
                    .formatted(
                        run.day(),
                        step.verb(),
                        run.passed() ? "passed" : "FAILED",
                        run.rows(),
                        run.detail() == null ? "" : "  " + run.detail()))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  static String json(List<DayResult> results, Collection<LocalDate> restate) {
    List<Map<String, Object>> days = new ArrayList<>();
    for (DayResult result : results) {
      DayComparison c = result.comparison();
      Map<String, Object> day = new LinkedHashMap<>();
      day.put("day", c.day().toString());
      day.put("rows", result.rows());
      day.put("cells", c.cells());
      day.put("equal", c.equal());
      day.put("explained", c.causes());
      day.put("unexplained", c.unexplained());
      day.put("sealed", result.sealed());
      days.add(day);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("days", days);
    json.put("restate", restate.stream().map(LocalDate::toString).toList());
    return Json.of(json);
  }

  /** Which earlier days are to be computed again; empty for none. */
  static Optional<String> restatement(Collection<LocalDate> days) {
    return days.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "orders of %d earlier sealed days were cancelled or refunded since; run batch for them again to restate gmv_net_cohort: %s"
                .formatted(
                    days.size(),
                    days.stream().map(LocalDate::toString).collect(Collectors.joining(", "))));
  }

  /** All days in a line. */
  static String line(List<DayResult> results) {
    long sealed = results.stream().filter(DayResult::sealed).count();
    long rows = results.stream().mapToLong(DayResult::rows).sum();
    long unexplained = results.stream().mapToLong(r -> r.comparison().unexplained()).sum();
    return "%d of %d days sealed, %,d numbers, %,d unexplained"
        .formatted(sealed, results.size(), rows, unexplained);
  }

  /** A pass in a line, and one for each day that was not sealed. */
  static List<String> pass(DayRange pass, List<DayResult> results, long nanos) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s to %s: %s, %d s"
            .formatted(
                pass.from(),
                pass.to().minusDays(1),
                line(results),
                TimeUnit.NANOSECONDS.toSeconds(nanos)));
    results.stream()
        .filter(result -> !result.sealed())
        .forEach(
            r ->
                lines.add(
                    r.comparison().day()
                        + " is not sealed: "
                        + why(r)
                        + ".\n"
                        + table(r.comparison())
                        + "\nSeal it as it is with --force, or find out why."));
    return lines;
  }

  private static String why(DayResult result) {
    return result.check().passed()
        ? "numbers of exact metrics differ without a cause"
        : "gold breaks rules: " + result.check().detail();
  }

  static String table(DayComparison c) {
    List<String> lines = new ArrayList<>();
    lines.add(row("day", c.day()));
    lines.add(row("numbers", c.cells()));
    lines.add(row("equal", c.equal()));
    c.causes().forEach((cause, n) -> lines.add(row(cause, n)));
    lines.add(row("unexplained", c.unexplained()));
    c.first().forEach(d -> lines.add("  " + difference(d)));
    return lines.stream().collect(Collectors.joining(System.lineSeparator()));
  }

  private static String row(String name, Object value) {
    return "%-27s%12s".formatted(name, value);
  }

  private static String difference(Difference d) {
    String currency = d.currency() == null ? "" : " " + d.currency();
    String value = d.dimension().isEmpty() ? "" : " " + d.dimension();
    return "%s by %s%s per %s at %s%s: stream %d, night %d"
        .formatted(
            d.metric(), d.by(), value, d.grain(), d.windowStart(), currency, d.stream(), d.batch());
  }
}
