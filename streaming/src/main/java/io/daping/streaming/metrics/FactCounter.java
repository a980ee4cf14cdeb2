package io.daping.streaming.metrics;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Windows;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.MetricState;
import io.daping.common.event.Event;
import io.daping.common.fact.Facts;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Counts the facts of one topic in one task: every metric in one pass, by minute; hours and days
 * are merged from the finest at the end.
 */
public final class FactCounter {
  private final TopicPlan plan;
  private final MetricsPlan metrics;
  private final MutableProjection projection;
  private final boolean[] named;
  private final int[] fields;
  private final Grain[] grains;
  private final Windows windows;
  private final Map<FinestKey, Accumulator> finest = new HashMap<>();
  private final Map<CellKey, long[]> arrivals = new HashMap<>();
  private long event;

  private record FinestKey(int dimension, String value, long window) {}

  public FactCounter(TopicPlan plan, MetricsPlan metrics) {
    this.plan = plan;
    this.metrics = metrics;
    this.projection = plan.projection();
    this.named = plan.named();
    this.fields = plan.fields();
    this.grains = plan.dimensions().stream().map(plan::finest).toArray(Grain[]::new);
    this.windows = new Windows(metrics.zone());
  }

  /** Counts an accepted event as having come, and whether it came late. */
  void arrived(Event event, long recordTime) {
    for (Grain grain : Grain.values()) {
      long window = windows.start(grain, event.eventTime());
      long[] counts =
          arrivals.computeIfAbsent(
              new CellKey(plan.topic(), plan.total(), "", grain, window), k -> new long[2]);
      counts[0]++;
      if (recordTime > windows.end(grain, event.eventTime()) + metrics.graceMs(grain)) {
        counts[1]++;
      }
    }
  }

  /**
   * Adds the facts of an event that counts.
   *
   * @param weight 1, or -1 for an event that counts no longer
   */
  public void count(Event counted, int weight) {
    event++;
    long time = counted.eventTime();
    for (Object[] fact : Facts.of(counted)) {
      InternalRow contributions = projection.apply(internal(fact));
      String currency = plan.currencyField() < 0 ? null : (String) fact[plan.currencyField()];
      if (anyCounts(contributions)) {
        add(fact, contributions, currency, time, weight);
      }
    }
  }

  /** What this task adds to each cell. */
  public Map<CellKey, Cell> cells() {
    Map<CellKey, Cell> cells = new HashMap<>();
    finest.forEach((key, accumulator) -> addCells(key, accumulator, cells));
    arrivals.forEach(
        (key, counts) -> merge(cells, key, cell(new TreeMap<>(), counts[0], counts[1])));
    return cells;
  }

  private void add(
      Object[] fact, InternalRow contributions, String currency, long time, int weight) {
    for (int d = 0; d < fields.length; d++) {
      String value = fields[d] < 0 ? "" : text(fact[fields[d]]);
      if (value != null) {
        finest
            .computeIfAbsent(
                new FinestKey(d, value, windows.start(grains[d], time)),
                k -> new Accumulator(plan.metrics()))
            .add(contributions, currency, event, weight);
      }
    }
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  private void addCells(FinestKey key, Accumulator accumulator, Map<CellKey, Cell> cells) {
    Dimension dimension = plan.dimensions().get(key.dimension());
    for (Grain grain : Grain.values()) {
      SortedMap<Integer, MetricState> states = accumulator.states(plan.kept(dimension, grain));
      if (!states.isEmpty()) {
        long window = windows.start(grain, key.window());
        merge(
            cells,
            new CellKey(plan.topic(), dimension, key.value(), grain, window),
            cell(states, 0, 0));
      }
    }
  }

  private Cell cell(SortedMap<Integer, MetricState> states, long events, long late) {
    return Cell.of(metrics.catalogueVersion(), states, events, late);
  }

  private static void merge(Map<CellKey, Cell> cells, CellKey key, Cell cell) {
    cells.merge(key, cell, Cell::merge);
  }

  private boolean anyCounts(InternalRow contributions) {
    for (int i = 0; i < contributions.numFields(); i++) {
      if (!contributions.isNullAt(i)) {
        return true;
      }
    }
    return false;
  }

  private InternalRow internal(Object[] fact) {
    Object[] values = new Object[fact.length];
    for (int i = 0; i < fact.length; i++) {
      if (!named[i]) {
        continue;
      }
      values[i] = fact[i] instanceof String text ? UTF8String.fromString(text) : fact[i];
    }
    return new GenericInternalRow(values);
  }
}
