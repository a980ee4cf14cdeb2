package io.daping.common.cell;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/** What a cell remembers of one metric. States of one kind merge; the order does not matter. */
public sealed interface MetricState {

  /**
   * The state of both together.
   *
   * @throws IllegalArgumentException when the other is of another kind
   */
  MetricState merge(MetricState other);

  /** A whole number; of a published cell of the night also an exact distinct count. */
  record Total(long value) implements MetricState {
    @Override
    public Total merge(MetricState other) {
      return new Total(value + same(Total.class, other).value);
    }
  }

  /** Minor units by ISO 4217 code. Currencies are never added to each other. */
  record Money(SortedMap<String, Long> amounts) implements MetricState {
    public Money {
      amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
    }

    @Override
    public Money merge(MetricState other) {
      SortedMap<String, Long> both = new TreeMap<>(amounts);
      same(Money.class, other).amounts.forEach((code, n) -> both.merge(code, n, Long::sum));
      return new Money(both);
    }
  }

  /**
   * Distinct count by HyperLogLog, 2^14 registers. The estimate is the composite one: unlike the
   * more precise running (HIP) estimate it depends on the registers alone, so any order and any
   * slicing of the same texts give the same number.
   */
  record Distinct(HllSketch sketch) implements MetricState {
    /** log2 of the number of registers. */
    public static final int LG_K = 14;

    /** Relative standard error of the estimate: 1.04 / √2^14. */
    public static final double RELATIVE_ERROR = 0.0081;

    /** An empty sketch, for adding texts to. */
    public static HllSketch empty() {
      return new HllSketch(LG_K, TgtHllType.HLL_8);
    }

    /** The estimated number of different texts. */
    public long estimate() {
      return Math.round(sketch.getCompositeEstimate());
    }

    @Override
    public Distinct merge(MetricState other) {
      Union union = new Union(LG_K);
      union.update(sketch);
      union.update(same(Distinct.class, other).sketch);
      return new Distinct(union.getResult(TgtHllType.HLL_8));
    }
  }

  private static <T extends MetricState> T same(Class<T> kind, MetricState other) {
    if (!kind.isInstance(other)) {
      throw new IllegalArgumentException(
          "cannot merge " + kind.getSimpleName() + " with " + other.getClass().getSimpleName());
    }
    return kind.cast(other);
  }
}
