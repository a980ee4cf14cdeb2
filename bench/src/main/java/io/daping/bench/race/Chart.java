package io.daping.bench.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures as bars: one page that needs nothing else. */
record Chart(Report report) {
  private static final int WIDTH = 720;
  private static final int NAMES = 190;
  private static final int BAR = 22;
  private static final int STEP = 30;
  private static final double MOST = WIDTH - NAMES - 90.0;

  private record Bar(String name, boolean ours, double value) {}

  /** The whole page. */
  String html() {
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Daping beside its peers</title>
        <style>body{font:14px sans-serif;margin:2em;max-width:60em}h2{font-size:16px}
        rect{fill:#8aa4c8}rect.ours{fill:#c8452d}text{font:13px sans-serif}</style></head><body>
        <h1>Daping beside its peers</h1>
        <p>Every engine with a heap of %s and %d cores; the cells of all are equal.</p>
        %s<ul>%s</ul>
        </body></html>
        """
        .formatted(Remote.HEAP, Remote.CORES, catchingUp() + following(), explained());
  }

  private String catchingUp() {
    return bars("Events per second (more is better)", "%,.0f", of(Outcome::eventsPerSecond))
        + bars(
            "CPU seconds per million events (less is better)",
            "%.2f",
            of(Outcome::cpuSecondsPerMillion))
        + bars("Peak memory, MiB (less is better)", "%,.0f", of(Outcome::peakMebibytes));
  }

  private String following() {
    List<Bar> bars = new ArrayList<>();
    for (Lag lag : report.lags()) {
      String name = lag.contestant().label() + " " + lag.perSecond() + "/s ";
      bars.add(new Bar(name + "p50", lag.contestant().isOurs(), lag.p50()));
      bars.add(new Bar(name + "p99", lag.contestant().isOurs(), lag.p99()));
    }
    return bars("From Kafka to a readable cell, ms (less is better)", "%.0f", bars);
  }

  private List<Bar> of(ToDoubleFunction<Outcome> figure) {
    return report.outcomes().stream()
        .map(o -> new Bar(o.contestant().label(), o.contestant().isOurs(), figure.applyAsDouble(o)))
        .toList();
  }

  private static String bars(String title, String format, List<Bar> bars) {
    if (bars.isEmpty()) {
      return "";
    }
    double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
    StringBuilder svg = new StringBuilder("<h2>" + title + "</h2>\n");
    svg.append(text("<svg width=\"%d\" height=\"%d\">%n", WIDTH, STEP * bars.size()));
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      svg.append(drawn(bar, i * STEP, bar.value() / most * MOST, text(format, bar.value())));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String drawn(Bar bar, int y, double length, String value) {
    double width = Double.isFinite(length) ? length : 0;
    return text(
        "<text x=\"0\" y=\"%d\">%s</text><rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.0f\""
            + " height=\"%d\"/><text x=\"%.0f\" y=\"%d\">%s</text>%n",
        y + 16,
        bar.name(),
        bar.ours() ? "ours" : "peer",
        NAMES,
        y,
        width,
        BAR,
        NAMES + width + 6,
        y + 16,
        value);
  }

  private String explained() {
    StringBuilder items = new StringBuilder();
    for (Contestant c : Contestant.values()) {
      items.append(text("<li><b>%s</b>: %s. %s</li>%n", c.label(), c.title(), c.does()));
    }
    return items.toString();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
