package io.daping.common.serve;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Metric;
import io.daping.common.cell.MetricState;
import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.serve.MetricAnswer.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The best N of a dimension over a whole range: every value's states are merged as they are read,
 * then ranked by the metric, ties by the metric that the catalogue names, then by id. Exact, never
 * a merge of top lists. What has no cells of its own follows last, without a rank. For one thread.
 */
final class Ranking implements CellReading {
  private final Asked asked;
  private final int top;
  private final Optional<RankChanges> changes;
  private final Optional<Metric> ties;
  private final Map<String, Map<Metric, MetricState>> values = new HashMap<>();
  private boolean tiesHaveTotals = true;
  private long firstWindow = Long.MAX_VALUE;

  /**
   * @param changes told of each row, if they were asked for
   */
  Ranking(Asked asked, Catalogue catalogue, int top, Optional<RankChanges> changes) {
    this.changes = changes;
    this.asked = asked;
    this.top = top;
    this.ties = catalogue.metric(String.valueOf(asked.metric().tiesBy()));
  }

  @Override
  public void take(Stored stored) {
    firstWindow = Math.min(firstWindow, stored.key().window());
    Map<Metric, MetricState> states =
        values.computeIfAbsent(stored.key().value(), v -> new HashMap<>());
    for (Metric metric : asked.figure().metrics()) {
      add(metric, stored, states);
    }
    ties.filter(m -> !asked.figure().metrics().contains(m)).ifPresent(m -> tie(m, stored, states));
  }

  @Override
  public List<Row> rows() {
    List<Ranked> ranked = new ArrayList<>();
    values.forEach(
        (value, states) -> {
          Reading reading = read(asked.figure(), states).get(asked.readingsOf());
          if (reading != null) {
            ranked.add(new Ranked(value, reading, tie(states)));
          }
        });
    Optional<Ranked> other = ranked.stream().filter(Ranking::isOther).findFirst();
    ranked.removeIf(Ranking::isOther);
    ranked.sort(Ranked.BEST_FIRST);
    List<Row> rows = best(ranked);
    other.ifPresent(r -> rows.add(row(r, OptionalInt.empty())));
    return rows;
  }

  private static boolean isOther(Ranked ranked) {
    return ranked.value().equals(Dimension.OTHER);
  }

  private List<Row> best(List<Ranked> ranked) {
    Map<String, RankChange> changed = changes.map(c -> c.of(ranked)).orElse(Map.of());
    List<Row> rows = new ArrayList<>();
    for (Ranked r : ranked.subList(0, Math.min(top, ranked.size()))) {
      Row row = row(r, OptionalInt.of(rows.size() + 1));
      rows.add(changes.isEmpty() ? row : row.changed(changed.get(r.value())));
    }
    return rows;
  }

  private Row row(Ranked r, OptionalInt rank) {
    return new Row(
        Instant.ofEpochMilli(firstWindow),
        r.value(),
        BigDecimal.valueOf(r.reading().value(), asked.figure().decimals()),
        r.reading().error(),
        rank);
  }

  static void add(Metric metric, Stored stored, Map<Metric, MetricState> states) {
    stored
        .cell()
        .state(metric.id())
        .ifPresent(
            s -> {
              MetricState before = states.get(metric);
              if (before != null && !Figure.of(metric).isMergeable(before, s)) {
                throw new BadQuery(
                    metric.name()
                        + " of several sealed windows has no total; ask for one window at a time");
              }
              states.merge(metric, s, MetricState::merge);
            });
  }

  /** A metric without a total over these windows ties nothing; then the ids do. */
  private void tie(Metric metric, Stored stored, Map<Metric, MetricState> states) {
    MetricState before = states.get(metric);
    MetricState more = stored.cell().state(metric.id()).orElse(null);
    if (before != null && more != null && !Figure.of(metric).isMergeable(before, more)) {
      tiesHaveTotals = false;
    } else if (more != null) {
      states.merge(metric, more, MetricState::merge);
    }
  }

  private long tie(Map<Metric, MetricState> states) {
    if (ties.isEmpty() || !tiesHaveTotals) {
      return 0;
    }
    String key = ties.get().isMoney() ? asked.currency() : Reading.NO_CURRENCY;
    Reading reading = read(Figure.of(ties.get()), states).get(key);
    return reading == null ? 0 : reading.value();
  }

  private static Map<String, Reading> read(Figure figure, Map<Metric, MetricState> states) {
    return figure.read(m -> Optional.ofNullable(states.get(m)));
  }
}
