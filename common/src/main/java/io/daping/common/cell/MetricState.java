package io.daping.common.cell;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a cell remembers of one metric. States of one kind merge; the order does not matter. */
public sealed interface MetricState permits MetricState.Total, MetricState.Money, Distinct, Values {

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

    /** Of one currency. */
    public static Money of(String code, long amount) {
      return new Money(new String[] {code.intern()}, new long[] {amount});
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

  /** Another state, which must be of one's own kind. */
  static <T extends MetricState> T same(Class<T> kind, MetricState other) {
    if (!kind.isInstance(other)) {
      throw new IllegalArgumentException(
          "cannot merge " + kind.getSimpleName() + " with " + other.getClass().getSimpleName());
    }
    return kind.cast(other);
  }
}
