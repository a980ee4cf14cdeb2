package io.daping.common.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.datasketches.memory.XxHash;

/**
 * Which values of a window have cells of their own when there are more than the cap: the first in
 * an order by hash. The choice depends on nothing but the set of values, so it is the same in
 * whatever order and slices they come, and the same in the night. A value that is chosen in a day
 * is chosen in each of its minutes, so coarser cells still merge from finer ones.
 */
public final class Members {
  private static final long SEED = 0x6461_7069_6e67L;

  private Members() {}

  /** A value and its place in the order; the first come first. */
  public record Ranked(long hash, String value) implements Comparable<Ranked> {
    private static final Comparator<Ranked> ORDER =
        Comparator.comparingLong(Ranked::hash).thenComparing(Ranked::value);

    public Ranked(String value) {
      this(Members.hash(value), value);
    }

    @Override
    public int compareTo(Ranked other) {
      return ORDER.compare(this, other);
    }
  }

  /** The place of a value in the order. */
  public static long hash(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return XxHash.hashByteArr(bytes, 0, bytes.length, SEED);
  }

  /** The chosen ones of these values. */
  public static Set<String> chosen(Collection<String> values, int cap) {
    return values.stream()
        .filter(value -> !value.equals(Dimension.OTHER))
        .map(Ranked::new)
        .sorted()
        .limit(cap)
        .map(Ranked::value)
        .collect(Collectors.toSet());
  }
}
