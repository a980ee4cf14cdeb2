package io.daping.bench.race;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures as bars: one page that needs nothing else. */
record Chart(Report report) {
  private static final int WIDTH = 720;
  private static final int NAMES = 150;
  private static final int BAR = 22;
  private static final int STEP = 30;
  private static final double MOST = WIDTH - NAMES - 90.0;

  /** The whole page. */
  String html() {
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Daping beside its peers</title>
        <style>body{font:14px sans-serif;margin:2em;max-width:60em}h2{font-size:16px}
        rect{fill:#8aa4c8}rect.ours{fill:#c8452d}text{font:13px sans-serif}</style></head><body>
        <h1>Daping beside its peers</h1>
        <p>%s events, every engine with a heap of %s and %d cores; medians; results equal cell by cell.</p>
        %s%s%s<ul>%s</ul>
        </body></html>
        """
        .formatted(
            report.outcomes().get(0).events(),
            Remote.HEAP,
            Remote.CORES,
            bars("Events per second (more is better)", "%,.0f", Outcome::eventsPerSecond),
            bars(
                "CPU seconds per million events (less is better)",
                "%.2f",
                Outcome::cpuSecondsPerMillion),
            bars("Peak memory, MiB (less is better)", "%,.0f", Outcome::peakMebibytes),
            explained());
  }

  private String bars(String title, String format, ToDoubleFunction<Outcome> figure) {
    List<Outcome> outcomes = report.outcomes();
    double most = outcomes.stream().mapToDouble(figure).max().orElse(1);
    StringBuilder svg = new StringBuilder("<h2>" + title + "</h2>\n");
    svg.append(text("<svg width=\"%d\" height=\"%d\">%n", WIDTH, STEP * outcomes.size()));
    for (int i = 0; i < outcomes.size(); i++) {
      double value = figure.applyAsDouble(outcomes.get(i));
      svg.append(bar(i, outcomes.get(i).contestant(), value / most, text(format, value)));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String bar(int row, Contestant contestant, double share, String value) {
    int y = row * STEP;
    double width = Double.isFinite(share) ? share * MOST : 0;
    return text(
        "<text x=\"0\" y=\"%d\">%s</text><rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.0f\""
            + " height=\"%d\"/><text x=\"%.0f\" y=\"%d\">%s</text>%n",
        y + 16,
        contestant.label(),
        contestant.isOurs() ? "ours" : "peer",
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
    for (Outcome o : report.outcomes()) {
      items.append(
          text(
              "<li><b>%s</b>: %s. %s</li>%n",
              o.contestant().label(), o.contestant().title(), o.contestant().does()));
    }
    return items.toString();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
