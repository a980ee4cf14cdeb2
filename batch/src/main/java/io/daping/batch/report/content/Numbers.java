package io.daping.batch.report.content;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Metric;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.serve.Figure;
import io.daping.common.serve.Reading;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The numbers of one period: in all, and by dimension as far as they were read. Hours are a
 * dimension of their own, {@link #HOUR}, whose values are instants.
 */
public final class Numbers {
  /** The hours of the period. */
  public static final String HOUR = "hour";

  private final Catalogue catalogue;
  private final Map<String, Map<String, Map<Integer, MetricState>>> cells = new HashMap<>();

  public Numbers(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Adds a number of the night. */
  public void add(String by, String value, Metric metric, MetricState state) {
    cells
        .computeIfAbsent(by, b -> new HashMap<>())
        .computeIfAbsent(value, v -> new HashMap<>())
        .merge(metric.id(), state, MetricState::merge);
  }

  /** A number as the night's tables hold it. */
  public static MetricState state(Metric metric, String currency, long value) {
    return metric.isMoney() ? Money.of(currency, value) : new Total(value);
  }

  /** The metric or derived number of a name. */
  public Figure figure(String name) {
    return Figure.named(name, catalogue)
        .orElseThrow(() -> new IllegalArgumentException("the catalogue has no " + name));
  }

  /** Of the whole period, by currency; money in minor units. */
  public SortedMap<String, BigDecimal> total(String figure) {
    return of(Dimension.TOTAL, "", figure);
  }

  /** Of the whole period; a count of nothing is 0. */
  public long count(String metric) {
    BigDecimal value = total(metric).get(Reading.NO_CURRENCY);
    return value == null ? 0 : value.longValueExact();
  }

  /** Of one value of a dimension, by currency; money in minor units. */
  public SortedMap<String, BigDecimal> of(String by, String value, String figure) {
    Figure asked = figure(figure);
    Map<Integer, MetricState> states =
        cells.getOrDefault(by, Map.of()).getOrDefault(value, Map.of());
    SortedMap<String, BigDecimal> read = new TreeMap<>();
    asked
        .read(metric -> Optional.ofNullable(states.get(metric.id())))
        .forEach((c, r) -> read.put(c, BigDecimal.valueOf(r.value(), asked.decimals())));
    return read;
  }

  /** The values of a dimension, in their order. */
  public List<String> values(String by) {
    return cells.getOrDefault(by, Map.of()).keySet().stream().sorted().toList();
  }

  /**
   * The values of a dimension that have the most of a metric, ranked as everywhere: by the number,
   * then that of the metric's tie, then the id.
   */
  public List<String> best(String by, String metric, String currency, int most) {
    Figure figure = figure(metric);
    String tie = figure.metric().tiesBy();
    Comparator<String> order =
        Comparator.comparing((String v) -> number(by, v, metric, currency)).reversed();
    if (tie != null) {
      Comparator<String> more = Comparator.comparing(v -> number(by, v, tie, currency));
      order = order.thenComparing(more.reversed());
    }
    return values(by).stream()
        .filter(value -> of(by, value, metric).containsKey(currency))
        .filter(value -> !value.equals(Dimension.OTHER))
        .sorted(order.thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .toList();
  }

  private BigDecimal number(String by, String value, String figure, String currency) {
    String key = figure(figure).isMoney() ? currency : Reading.NO_CURRENCY;
    return of(by, value, figure).getOrDefault(key, BigDecimal.ZERO);
  }
}
