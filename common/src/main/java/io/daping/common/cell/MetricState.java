package io.daping.common.cell;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;

/** What a cell remembers of one metric. States of one kind merge; the order does not matter. */
public sealed interface MetricState
    permits MetricState.Total, MetricState.Money, MetricState.Distinct, Values {

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

  /**
   * Minor units by ISO 4217 code. Currencies are never added to each other. Nearly every cell has
   * one, so two short arrays serve better than a map.
   */
  final class Money implements MetricState {
    private final String[] codes;
    private final long[] amounts;

    private Money(String[] codes, long[] amounts) {
      this.codes = codes;
      this.amounts = amounts;
    }

    public static Money of(Map<String, Long> amounts) {
      SortedMap<String, Long> sorted = new TreeMap<>(amounts);
      return new Money(
          sorted.keySet().stream().map(String::intern).toArray(String[]::new),
          sorted.values().stream().mapToLong(Long::longValue).toArray());
    }

    public SortedMap<String, Long> amounts() {
      SortedMap<String, Long> map = new TreeMap<>();
      for (int i = 0; i < codes.length; i++) {
        map.put(codes[i], amounts[i]);
      }
      return map;
    }

    @Override
    public Money merge(MetricState other) {
      Money that = same(Money.class, other);
      if (Arrays.equals(codes, that.codes)) {
        long[] sums = amounts.clone();
        Arrays.setAll(sums, i -> sums[i] + that.amounts[i]);
        return new Money(codes, sums);
      }
      SortedMap<String, Long> both = amounts();
      that.amounts().forEach((code, n) -> both.merge(code, n, Long::sum));
      return of(both);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Money m && amounts().equals(m.amounts());
    }

    @Override
    public int hashCode() {
      return amounts().hashCode();
    }

    @Override
    public String toString() {
      return "Money" + amounts();
    }
  }

  /**
   * Distinct count by HyperLogLog, 2^14 registers, in its compact stored form: a few bytes for a
   * few texts. The estimate is the composite one: unlike the more precise running (HIP) estimate it
   * depends on the registers alone, so any order and any slicing of the same texts give the same
   * number.
   */
  final class Distinct implements MetricState {
    /** log2 of the number of registers. */
    public static final int LG_K = 14;

    /** Relative standard error of the estimate: 1.04 / √2^14. */
    public static final double RELATIVE_ERROR = 0.0081;

    private final byte[] image;

    private Distinct(byte[] image) {
      this.image = image;
    }

    /** An empty sketch, for adding texts to. */
    public static HllSketch empty() {
      return new HllSketch(LG_K, TgtHllType.HLL_8);
    }

    public static Distinct of(HllSketch sketch) {
      return new Distinct(sketch.toCompactByteArray());
    }

    /** From the stored form. */
    public static Distinct ofImage(byte[] image) {
      return new Distinct(image);
    }

    /** The stored form; not to be changed. */
    public byte[] image() {
      return image;
    }

    /** The estimated number of different texts. */
    public long estimate() {
      return Math.round(sketch().getCompositeEstimate());
    }

    @Override
    public Distinct merge(MetricState other) {
      Union union = new Union(LG_K);
      union.update(sketch());
      union.update(same(Distinct.class, other).sketch());
      return of(union.getResult(TgtHllType.HLL_8));
    }

    private HllSketch sketch() {
      return HllSketch.wrap(Memory.wrap(image));
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
