package io.daping.common.serve;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Metric;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.serve.MetricAnswer.Row;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    Optional<Metric> ties =
        catalogue
            .metric(String.valueOf(asked.metric().tiesBy()))
            .filter(m -> hasTotal(Figure.of(m), cells));
    Map<String, Map<Metric, MetricState>> values = merged(needed(ties), cells);
    List<Ranked> ranked = new ArrayList<>();
    values.forEach(
        (value, states) -> {
          Reading reading = read(asked.figure(), states).get(asked.readingsOf());
          if (reading != null) {
            ranked.add(new Ranked(value, reading, ties.map(m -> tie(m, states)).orElse(0L)));
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
              BigDecimal.valueOf(r.reading().value(), asked.figure().decimals()),
              r.reading().error(),
              OptionalInt.of(rows.size() + 1)));
    }
    return rows;
  }

  private static long firstWindow(List<Stored> cells, long from) {
    return cells.stream().mapToLong(s -> s.key().window()).min().orElse(from);
  }

  private List<Metric> needed(Optional<Metric> ties) {
    List<Metric> needed = new ArrayList<>(asked.figure().metrics());
    ties.filter(m -> !needed.contains(m)).ifPresent(needed::add);
    return needed;
  }

  /** Of each value the states over all cells. */
  private Map<String, Map<Metric, MetricState>> merged(List<Metric> metrics, List<Stored> cells) {
    Map<String, Map<Metric, MetricState>> merged = new HashMap<>();
    for (Stored stored : cells) {
      if (asked.value() == null || asked.value().equals(stored.key().value())) {
        Map<Metric, MetricState> states =
            merged.computeIfAbsent(stored.key().value(), v -> new HashMap<>());
        for (Metric metric : metrics) {
          stored
              .cell()
              .state(metric.id())
              .ifPresent(s -> states.merge(metric, s, (a, b) -> merge(metric, a, b)));
        }
      }
    }
    return merged;
  }

  /** A metric without a total over these windows ties nothing; then the ids do. */
  private static boolean hasTotal(Figure figure, List<Stored> cells) {
    return figure.metric().isExact()
        || cells.stream().mapToLong(s -> s.key().window()).distinct().count() <= 1
        || cells.stream()
            .flatMap(s -> s.cell().state(figure.metric().id()).stream())
            .noneMatch(Total.class::isInstance);
  }

  private static MetricState merge(Metric metric, MetricState a, MetricState b) {
    if (!Figure.of(metric).isMergeable(a, b)) {
      throw new BadQuery(
          metric.name() + " of several sealed windows has no total; ask for one window at a time");
    }
    return a.merge(b);
  }

  private long tie(Metric ties, Map<Metric, MetricState> states) {
    String key = ties.isMoney() ? asked.currency() : Reading.NO_CURRENCY;
    Reading reading = read(Figure.of(ties), states).get(key);
    return reading == null ? 0 : reading.value();
  }

  private static Map<String, Reading> read(Figure figure, Map<Metric, MetricState> states) {
    return figure.read(m -> Optional.ofNullable(states.get(m)));
  }
}
