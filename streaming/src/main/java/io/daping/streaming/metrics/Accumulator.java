package io.daping.streaming.metrics;

import io.daping.common.catalogue.Metric;
import io.daping.common.catalogue.State;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Distinct;
import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.cell.Values;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.datasketches.hll.HllSketch;
import org.apache.spark.sql.catalyst.InternalRow;

/** Adds up one cell, at the finest grain of its dimension, within a task. */
final class Accumulator {
  private final List<Metric> metrics;
  private final long[] totals;
  private final long[] lastEvent;
  private HllSketch[] sketches;
  private LongArrayList[] numbers;
  private SortedMap<String, long[]> money;
  private long touched;

  Accumulator(List<Metric> metrics) {
    this.metrics = metrics;
    this.totals = new long[metrics.size()];
    this.lastEvent = new long[metrics.size()];
  }

  /**
   * Adds one fact.
   *
   * @param contributions what it adds to each metric, null where it does not count
   * @param event a number of its own for each event, from 1
   * @param weight 1, or -1 to take an earlier addition back
   */
  void add(InternalRow contributions, String currency, long event, int weight) {
    for (int i = 0; i < totals.length; i++) {
      if (contributions.isNullAt(i)) {
        continue;
      }
      Metric metric = metrics.get(i);
      touched |= 1L << i;
      if (metric.state() == State.DISTINCT) {
        addText(i, contributions.getUTF8String(i).getBytes(), weight);
      } else if (metric.state() == State.QUANTILE) {
        numbers(i).add(contributions.getLong(i));
      } else if (metric.isMoney()) {
        amounts(currency)[i] += weight * contributions.getLong(i);
      } else if (metric.state() == State.SUM) {
        totals[i] += weight * contributions.getLong(i);
      } else if (lastEvent[i] != event) {
        lastEvent[i] = event;
        totals[i] += weight;
      }
    }
  }

  /** The states of the metrics whose bit is set, by metric id. */
  SortedMap<Integer, MetricState> states(long kept) {
    SortedMap<Integer, MetricState> states = new TreeMap<>();
    for (int i = 0; i < totals.length; i++) {
      if ((touched & kept & 1L << i) != 0) {
        MetricState state = state(i);
        if (state != null) {
          states.put(metrics.get(i).id(), state);
        }
      }
    }
    return states;
  }

  private MetricState state(int i) {
    if (metrics.get(i).state() == State.DISTINCT) {
      return sketches == null || sketches[i] == null ? null : Distinct.of(sketches[i]);
    }
    if (metrics.get(i).state() == State.QUANTILE) {
      return Values.of(numbers[i].toLongArray());
    }
    return metrics.get(i).isMoney() ? money(i) : new Total(totals[i]);
  }

  private LongArrayList numbers(int i) {
    if (numbers == null) {
      numbers = new LongArrayList[totals.length];
    }
    if (numbers[i] == null) {
      numbers[i] = new LongArrayList();
    }
    return numbers[i];
  }

  private Money money(int i) {
    SortedMap<String, Long> amounts = new TreeMap<>();
    money.forEach((code, sums) -> amounts.put(code, sums[i]));
    return Money.of(amounts);
  }

  /** A sketch cannot forget: what is taken back stays in it, within its error but for few texts. */
  private void addText(int i, byte[] text, int weight) {
    if (weight < 0) {
      return;
    }
    if (sketches == null) {
      sketches = new HllSketch[totals.length];
    }
    if (sketches[i] == null) {
      sketches[i] = Distinct.empty();
    }
    sketches[i].update(text);
  }

  private long[] amounts(String currency) {
    if (money == null) {
      money = new TreeMap<>();
    }
    return money.computeIfAbsent(currency, c -> new long[totals.length]);
  }
}
