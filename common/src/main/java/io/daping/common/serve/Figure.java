package io.daping.common.serve;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Derived;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.catalogue.State;
import io.daping.common.catalogue.Unit;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.cell.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A number that can be asked for: a metric as it is kept, or one that is derived from kept ones.
 *
 * @param derived null for a metric itself
 */
public record Figure(Metric metric, Derived derived) {
  private static final int DECIMALS_OF_SHARE = 6;
  private static final int DECIMALS_OF_RATIO = 2;
  private static final int MORE_DECIMALS_OF_MEAN = 3;

  /** The figure of a name. */
  public static Optional<Figure> named(String name, Catalogue catalogue) {
    return catalogue
        .metric(name)
        .map(Figure::of)
        .or(() -> catalogue.derived(name).map(d -> new Figure(d.of(), d)));
  }

  /** A metric itself. */
  public static Figure of(Metric metric) {
    return new Figure(metric, null);
  }

  /** The metric's, or the derived number's. */
  public String name() {
    return derived == null ? metric.name() : derived.name();
  }

  /** What it counts. */
  public Unit unit() {
    return derived == null ? metric.unit() : derived.unit();
  }

  /** What it is, in a sentence. */
  public String description() {
    return derived == null ? metric.description() : derived.description();
  }

  /** The metrics that it is computed from. */
  public List<Metric> metrics() {
    return derived == null || derived.to() == null
        ? List.of(metric)
        : List.of(metric, derived.to());
  }

  /** Whether the stream has none. */
  public boolean isNightly() {
    return metrics().stream().anyMatch(Metric::isNightly);
  }

  /** Whether there is one a currency. */
  public boolean isMoney() {
    return unit() == Unit.MONEY;
  }

  /** Whether all that it is computed from is kept there. */
  boolean isKept(Dimension dimension, Grain grain) {
    return metrics().stream().allMatch(m -> m.isKept(dimension, grain));
  }

  /** Whether sealed windows can be merged: the night's distinct counts have no union. */
  boolean isMergeable(MetricState a, MetricState b) {
    return metric.state() != State.DISTINCT || !(a instanceof Total || b instanceof Total);
  }

  /** How many digits of {@link Reading#value} stand behind the decimal point. */
  public int decimals() {
    if (derived == null) {
      return metric.unit().decimals();
    }
    return switch (derived.kind()) {
      case RATIO -> unit() == Unit.SHARE ? DECIMALS_OF_SHARE : DECIMALS_OF_RATIO;
      case MEAN -> metric.unit().decimals() + MORE_DECIMALS_OF_MEAN;
      case QUANTILE -> metric.unit().decimals();
    };
  }

  /** What it shows of the states of one cell, by currency; nothing where nothing counted. */
  public SortedMap<String, Reading> read(Function<Metric, Optional<MetricState>> states) {
    MetricState own = states.apply(metric).orElse(null);
    if (own == null) {
      return new TreeMap<>();
    }
    if (derived == null) {
      return Reading.shown(metric, own);
    }
    return switch (derived.kind()) {
      case RATIO -> ratios(own, states.apply(derived.to()).orElse(null));
      case MEAN -> one(mean((Values) own), 0);
      case QUANTILE -> Reading.quantile((Values) own, derived.share());
    };
  }

  private SortedMap<String, Reading> ratios(MetricState of, MetricState to) {
    SortedMap<String, Reading> ratios = new TreeMap<>();
    Map<String, Reading> divisors = to == null ? Map.of() : Reading.all(derived.to(), to);
    Reading divisor = divisors.get(Reading.NO_CURRENCY);
    if (divisor != null && divisor.value() != 0) {
      Reading.all(metric, of).forEach((currency, r) -> ratios.put(currency, ratio(r, divisor)));
    }
    return ratios;
  }

  private Reading ratio(Reading of, Reading to) {
    return new Reading(scaled(of.value(), to.value(), decimals()), of.error() + to.error());
  }

  private static long mean(Values numbers) {
    return scaled(numbers.sum(), numbers.count(), MORE_DECIMALS_OF_MEAN);
  }

  private static long scaled(long of, long by, int decimals) {
    return BigDecimal.valueOf(of)
        .scaleByPowerOfTen(decimals)
        .divide(BigDecimal.valueOf(by), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static SortedMap<String, Reading> one(long value, double error) {
    SortedMap<String, Reading> one = new TreeMap<>();
    one.put(Reading.NO_CURRENCY, new Reading(value, error));
    return one;
  }
}
