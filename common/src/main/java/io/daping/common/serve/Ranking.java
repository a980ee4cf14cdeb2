package io.daping.common.serve;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Metric;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.serve.MetricAnswer.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The best N of a dimension over a whole range: every value's states are merged, then ranked by the
 * metric, ties by the metric that the catalogue names, then by id. Exact, never a merge of top
 * lists.
 */
record Ranking(Asked asked, Catalogue catalogue, int top) {
  /** Ids are compared as UTF-8 bytes, as SQL compares them. */
  static final Comparator<String> BYTE_BY_BYTE =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private record Ranked(String value, Reading reading, long tie) {}

  List<Row> rows(List<Stored> cells, long from) {
    Map<String, MetricState> values = merged(asked.metric(), cells);
    Map<String, MetricState> ties =
        catalogue
            .metric(String.valueOf(asked.metric().tiesBy()))
            .filter(m -> hasTotal(m, cells))
            .map(m -> merged(m, cells))
            .orElse(Map.of());
    List<Ranked> ranked = new ArrayList<>();
    values.forEach(
        (value, state) -> {
          Reading reading = reading(state);
          if (reading.value() != 0) {
            MetricState tie = ties.get(value);
            ranked.add(new Ranked(value, reading, tie == null ? 0 : reading(tie).value()));
          }
        });
    ranked.sort(
        Comparator.comparingLong((Ranked r) -> -r.reading().value())
            .thenComparingLong(r -> -r.tie())
            .thenComparing(Ranked::value, BYTE_BY_BYTE));
    return rows(ranked, Instant.ofEpochMilli(firstWindow(cells, from)));
  }

  private List<Row> rows(List<Ranked> ranked, Instant window) {
    List<Row> rows = new ArrayList<>();
    for (Ranked r : ranked.subList(0, Math.min(top, ranked.size()))) {
      rows.add(
          new Row(
              window,
              r.value(),
              r.reading().value(),
              r.reading().error(),
              OptionalInt.of(rows.size() + 1)));
    }
    return rows;
  }

  private static long firstWindow(List<Stored> cells, long from) {
    return cells.stream().mapToLong(s -> s.key().window()).min().orElse(from);
  }

  private Map<String, MetricState> merged(Metric metric, List<Stored> cells) {
    Map<String, MetricState> merged = new HashMap<>();
    for (Stored stored : cells) {
      if (asked.value() == null || asked.value().equals(stored.key().value())) {
        stored
            .cell()
            .state(metric.id())
            .ifPresent(s -> merged.merge(stored.key().value(), s, (a, b) -> merge(metric, a, b)));
      }
    }
    return merged;
  }

  /** A metric without a total over these windows ties nothing; then the ids do. */
  private static boolean hasTotal(Metric metric, List<Stored> cells) {
    return metric.isExact()
        || cells.stream().mapToLong(s -> s.key().window()).distinct().count() <= 1
        || cells.stream()
            .flatMap(s -> s.cell().state(metric.id()).stream())
            .noneMatch(Total.class::isInstance);
  }

  /** The night's distinct counts are numbers: those of several windows have no union. */
  private static MetricState merge(Metric metric, MetricState a, MetricState b) {
    if (!metric.isExact() && (a instanceof Total || b instanceof Total)) {
      throw new BadQuery(
          metric.name() + " of several sealed windows has no total; ask for one window at a time");
    }
    return a.merge(b);
  }

  private Reading reading(MetricState state) {
    Map<String, Reading> readings = Reading.all(state);
    String currency =
        readings.containsKey(Reading.NO_CURRENCY) ? Reading.NO_CURRENCY : asked.currency();
    return readings.getOrDefault(currency, new Reading(0, 0));
  }
}
