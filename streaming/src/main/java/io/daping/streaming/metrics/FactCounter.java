package io.daping.streaming.metrics;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Members;
import io.daping.common.catalogue.Windows;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.event.Event;
import io.daping.common.fact.Facts;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Counts the facts of one source in one task: every metric in one pass, at the finest grain of each
 * dimension; {@link Rollup} makes the coarser ones.
 */
public final class FactCounter implements AutoCloseable {
  private final TopicPlan plan;
  private final MetricsPlan metrics;
  private final MutableProjection projection;
  private final boolean[] named;
  private final boolean[] asked;
  private final Contributions contributions;
  private final Split[] splits;
  private final Arrived[] arrived;
  private final Windows windows;
  private final Object[] values;
  private final InternalRow row;
  private long event;

  public FactCounter(TopicPlan plan, MetricsPlan metrics) {
    this.plan = plan;
    this.metrics = metrics;
    this.projection = plan.projections().take();
    this.named = plan.projections().named();
    this.asked = plan.asked();
    this.contributions = new Contributions(plan.metrics());
    int[] fields = plan.fields();
    this.splits = new Split[fields.length];
    for (int d = 0; d < fields.length; d++) {
      splits[d] = new Split(plan.dimensions().get(d), fields[d]);
    }
    this.arrived = new Arrived[Grain.values().length];
    for (Grain grain : Grain.values()) {
      arrived[grain.ordinal()] = new Arrived(plan, metrics, grain);
    }
    this.windows = new Windows(metrics.zone());
    this.values = new Object[named.length];
    this.row = new GenericInternalRow(values);
  }

  TopicPlan plan() {
    return plan;
  }

  /** Counts an accepted event as having come, and whether it came late. */
  void arrived(Event event, long recordTime) {
    for (Arrived grain : arrived) {
      grain.count(event.eventTime(), recordTime);
    }
  }

  /**
   * Adds the facts of an event that counts.
   *
   * @param weight 1, or -1 for an event that counts no longer
   */
  public void count(Event counted, int weight) {
    event++;
    Facts.each(counted, asked, fact -> add(fact, counted.eventTime(), weight));
  }

  /**
   * Adds a fact that stands for several alike, each of an event of its own.
   *
   * @param time that they count at
   * @param times how many they are
   */
  void count(Object[] fact, long time, long times) {
    event++;
    add(fact, time, times);
  }

  private void add(Object[] fact, long time, long weight) {
    String currency = plan.currencyField() < 0 ? null : (String) fact[plan.currencyField()];
    contributions.set(projection.apply(internal(fact)), currency, event, weight);
    if (contributions.counting() != 0) {
      for (Split split : splits) {
        split.add(fact, time);
      }
    }
  }

  /** Hands over what this task adds to each cell of the finest grains. */
  void finest(BiConsumer<CellKey, Cell> reader) {
    for (int d = 0; d < splits.length; d++) {
      finest(d, reader);
    }
  }

  /**
   * Hands over what this task adds to each cell of the finest grain of a dimension.
   *
   * @param dimension its position among the plan's
   */
  void finest(int dimension, BiConsumer<CellKey, Cell> reader) {
    splits[dimension].cells(reader);
  }

  /** Hands over how many events came in each window of each grain, as cells without metrics. */
  void arrivals(BiConsumer<CellKey, Cell> reader) {
    for (Arrived grain : arrived) {
      grain.cells(reader);
    }
  }

  /** Nothing is counted after this; what was counted can still be read. */
  @Override
  public void close() {
    plan.projections().giveBack(projection);
  }

  /** The fact in Spark's form; good until the next one. */
  private InternalRow internal(Object[] fact) {
    for (int i = 0; i < fact.length; i++) {
      if (named[i]) {
        values[i] = fact[i] instanceof String text ? UTF8String.fromString(text) : fact[i];
      }
    }
    return row;
  }

  /** The cells of one dimension, by window and value. */
  private final class Split {
    private final Dimension dimension;
    private final int field;
    private final Grain grain;
    private final long kept;
    private final Long2ObjectOpenHashMap<Map<String, Accumulator>> cells =
        new Long2ObjectOpenHashMap<>();
    private final Long2ObjectOpenHashMap<Cell> others = new Long2ObjectOpenHashMap<>();
    private long window = Long.MIN_VALUE;
    private Map<String, Accumulator> ofWindow;

    private Split(Dimension dimension, int field) {
      this.dimension = dimension;
      this.field = field;
      this.grain = plan.finest(dimension);
      this.kept = plan.kept(dimension);
    }

    private void add(Object[] fact, long time) {
      if ((contributions.counting() & kept) == 0) {
        return;
      }
      String value = field < 0 ? "" : text(fact[field]);
      if (value != null) {
        Map<String, Accumulator> values = of(windows.start(grain, time));
        Accumulator accumulator = values.get(value);
        if (accumulator == null) {
          accumulator = new Accumulator(plan.metrics());
          values.put(value, accumulator);
        }
        accumulator.add(contributions, kept);
        if (values.size() / 2 >= dimension.cap()) {
          prune(values);
        }
      }
    }

    /** What has no place here has none in the whole window either. */
    private void prune(Map<String, Accumulator> values) {
      Set<String> chosen = Members.chosen(values.keySet(), dimension.cap());
      values.forEach(
          (value, accumulator) -> {
            if (!chosen.contains(value)) {
              others.merge(window, accumulator.cell(metrics.catalogueVersion()), Cell::merge);
            }
          });
      values.keySet().retainAll(chosen);
    }

    private Map<String, Accumulator> of(long start) {
      if (ofWindow == null || start != window) {
        window = start;
        ofWindow = cells.computeIfAbsent(start, w -> new HashMap<>());
      }
      return ofWindow;
    }

    private void cells(BiConsumer<CellKey, Cell> reader) {
      others.forEach((start, cell) -> reader.accept(key(Dimension.OTHER, start), cell));
      cells.forEach(
          (start, values) ->
              values.forEach(
                  (value, accumulator) ->
                      reader.accept(
                          key(value, start), accumulator.cell(metrics.catalogueVersion()))));
    }

    private CellKey key(String value, long start) {
      return new CellKey(plan.source(), dimension, value, grain, start);
    }

    private static String text(Object value) {
      return value == null ? null : value.toString();
    }
  }
}
