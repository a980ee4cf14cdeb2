package io.daping.streaming.metrics;

import io.daping.common.catalogue.Metric;
import io.daping.common.cell.Cell;
import io.daping.common.cell.DistinctBuilder;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.cell.Values;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up one cell, at the finest grain of its dimension, within a task. */
final class Accumulator {
  private final List<Metric> metrics;
  private final long[] totals;
  private final long[] lastEvent;
  private String currency;
  private SortedMap<String, long[]> otherMoney;
  private DistinctBuilder[] distinct;
  private LongArrayList[] values;
  private long touched;

  Accumulator(List<Metric> metrics) {
    this.metrics = metrics;
    this.totals = new long[metrics.size()];
    this.lastEvent = new long[metrics.size()];
  }

  /**
   * Adds one fact.
   *
   * @param kept bit i is set for each metric i that the cell keeps
   */
  void add(Contributions fact, long kept) {
    long counting = fact.counting() & kept;
    touched |= counting;
    for (long left = counting; left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      switch (metrics.get(i).state()) {
        case SUM -> addSum(i, fact);
        case EVENTS -> addEvent(i, fact);
        case DISTINCT -> addText(i, fact);
        case QUANTILE -> values(i).add(fact.number(i));
      }
    }
  }

  /** What was added. */
  Cell cell(int catalogueVersion) {
    int[] ids = new int[Long.bitCount(touched)];
    MetricState[] states = new MetricState[ids.length];
    int n = 0;
    for (long left = touched; left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      ids[n] = metrics.get(i).id();
      states[n++] = state(i);
    }
    return Cell.of(catalogueVersion, ids, states, 0, 0);
  }

  private MetricState state(int i) {
    return switch (metrics.get(i).state()) {
      case SUM -> metrics.get(i).isMoney() ? money(i) : new Total(totals[i]);
      case EVENTS -> new Total(totals[i]);
      case DISTINCT -> distinct(i).state();
      case QUANTILE -> Values.of(values(i).toLongArray());
    };
  }

  private void addSum(int i, Contributions fact) {
    long amount = fact.weight() * fact.number(i);
    if (!metrics.get(i).isMoney() || isMain(fact.currency())) {
      totals[i] += amount;
    } else {
      otherMoney(fact.currency())[i] += amount;
    }
  }

  private void addEvent(int i, Contributions fact) {
    if (lastEvent[i] != fact.event()) {
      lastEvent[i] = fact.event();
      totals[i] += fact.weight();
    }
  }

  /** A sketch cannot forget: what is taken back stays in it, within its error but for few texts. */
  private void addText(int i, Contributions fact) {
    DistinctBuilder texts = distinct(i);
    if (fact.weight() > 0) {
      texts.add((int) fact.number(i));
    }
  }

  /** The first currency that comes; nearly every cell has no other. */
  private boolean isMain(String code) {
    if (currency == null) {
      currency = code;
    }
    return currency.equals(code);
  }

  private Money money(int i) {
    if (otherMoney == null) {
      return Money.of(currency, totals[i]);
    }
    SortedMap<String, Long> amounts = new TreeMap<>();
    amounts.put(currency, totals[i]);
    otherMoney.forEach((code, sums) -> amounts.put(code, sums[i]));
    return Money.of(amounts);
  }

  private long[] otherMoney(String code) {
    if (otherMoney == null) {
      otherMoney = new TreeMap<>();
    }
    return otherMoney.computeIfAbsent(code, c -> new long[totals.length]);
  }

  private DistinctBuilder distinct(int i) {
    if (distinct == null) {
      distinct = new DistinctBuilder[totals.length];
    }
    if (distinct[i] == null) {
      distinct[i] = new DistinctBuilder();
    }
    return distinct[i];
  }

  private LongArrayList values(int i) {
    if (values == null) {
      values = new LongArrayList[totals.length];
    }
    if (values[i] == null) {
      values[i] = new LongArrayList();
    }
    return values[i];
  }
}
