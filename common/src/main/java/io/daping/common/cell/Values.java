package io.daping.common.cell;

import java.util.Arrays;

/**
 * How whole numbers are distributed: up to {@link #EXACT} of them as they are, more as counts of
 * buckets, each at most 1/128 of its numbers wide. What it holds depends on the numbers alone, not
 * on their order or slicing, so stream and night agree to the last bit (the bucketing of
 * HdrHistogram; unlike KLL and t-digest it needs no chance). Count and sum stay exact.
 */
public final class Values implements MetricState {
  /** The most numbers whose quantiles are exact. */
  public static final int EXACT = 256;

  /** How far a quantile of more numbers is off at most, relative to itself. */
  public static final double RELATIVE_ERROR = 1.0 / 256;

  private static final int DIGITS = 8;

  private final long sum;
  private final boolean bucketed;
  private final long[] keys;
  private final long[] counts;

  private Values(long sum, boolean bucketed, long[] keys, long[] counts) {
    this.sum = sum;
    this.bucketed = bucketed;
    this.keys = keys;
    this.counts = counts;
  }

  /** Of numbers in any order. */
  public static Values of(long... numbers) {
    long[] ones = new long[numbers.length];
    Arrays.fill(ones, 1);
    return counted(numbers, ones);
  }

  /**
   * Of numbers and how often each came.
   *
   * @param numbers in any order, perhaps several times
   */
  public static Values counted(long[] numbers, long[] counts) {
    long sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      sum += numbers[i] * counts[i];
    }
    return stored(sum, false, numbers, counts).bucketedIfMany();
  }

  /** From the stored form. */
  static Values stored(long sum, boolean bucketed, long[] keys, long[] counts) {
    long[][] sorted = sorted(keys, counts);
    return new Values(sum, bucketed, sorted[0], sorted[1]);
  }

  @Override
  public Values merge(MetricState other) {
    if (!(other instanceof Values that)) {
      throw new IllegalArgumentException(
          "cannot merge Values with " + other.getClass().getSimpleName());
    }
    if (bucketed != that.bucketed) {
      return inBuckets().merge(that.inBuckets());
    }
    return stored(sum + that.sum, bucketed, joined(keys, that.keys), joined(counts, that.counts))
        .bucketedIfMany();
  }

  /** How many numbers there are. */
  public long count() {
    return Arrays.stream(counts).sum();
  }

  /** Their sum, exact. */
  public long sum() {
    return sum;
  }

  /** Whether quantiles are numbers that came, not middles of buckets. */
  public boolean isExact() {
    return !bucketed;
  }

  /**
   * The nearest rank: of n sorted numbers the one at position ceil(share × n).
   *
   * @param share above 0, at most 1
   */
  public long quantile(double share) {
    long left = Math.max(1, (long) Math.ceil(share * count()));
    int at = 0;
    while (left > counts[at]) {
      left -= counts[at++];
    }
    return bucketed ? middle(keys[at]) : keys[at];
  }

  boolean isBucketed() {
    return bucketed;
  }

  long[] keys() {
    return keys;
  }

  long[] counts() {
    return counts;
  }

  private Values bucketedIfMany() {
    return bucketed || count() <= EXACT ? this : inBuckets();
  }

  private Values inBuckets() {
    return bucketed
        ? this
        : stored(sum, true, Arrays.stream(keys).map(Values::bucket).toArray(), counts);
  }

  /** Numbers below 0 lie in the mirror image of the others' buckets. */
  private static long bucket(long number) {
    if (number < 0) {
      return ~bucket(~number);
    }
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(number) - DIGITS);
    return (long) shift << DIGITS | number >>> shift;
  }

  private static long middle(long bucket) {
    if (bucket < 0) {
      return ~middle(~bucket);
    }
    long shift = bucket >>> DIGITS;
    long least = (bucket & (1 << DIGITS) - 1) << shift;
    return least + ((1L << shift) - 1) / 2;
  }

  private static long[] joined(long[] a, long[] b) {
    long[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /** By key, each key once. */
  private static long[][] sorted(long[] keys, long[] counts) {
    Integer[] order = new Integer[keys.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Long.compare(keys[a], keys[b]));
    long[] once = new long[keys.length];
    long[] sums = new long[keys.length];
    int n = 0;
    for (int i : order) {
      if (n == 0 || once[n - 1] != keys[i]) {
        once[n++] = keys[i];
      }
      sums[n - 1] += counts[i];
    }
    return new long[][] {Arrays.copyOf(once, n), Arrays.copyOf(sums, n)};
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Values v
        && sum == v.sum
        && bucketed == v.bucketed
        && Arrays.equals(keys, v.keys)
        && Arrays.equals(counts, v.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(keys) * 31 + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "Values[" + count() + " numbers, sum " + sum + "]";
  }
}
