package io.daping.common.cell;

import java.util.Arrays;
import org.apache.datasketches.hash.MurmurHash3;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;

/**
 * Distinct count by HyperLogLog of 2^14 registers (DataSketches). Most cells have few texts: those
 * are kept as what the sketch would keep of them, sorted coupons, which merge a hundred times
 * faster than sketches do. What it holds depends on the texts alone, so any order and any slicing
 * gives the same number; the estimate is the composite one, for the more precise running (HIP)
 * estimate depends on the order.
 */
public final class Distinct implements MetricState {
  /** log2 of the number of registers. */
  public static final int LG_K = 14;

  /** Relative standard error of the estimate: 1.04 / √2^14. */
  public static final double RELATIVE_ERROR = 0.0081;

  private static final long SEED = 9001;
  private static final long ADDRESS = (1L << 26) - 1;
  private static final int ADDRESS_BITS = 26;
  private static final int MOST_ZEROS = 62;

  private final int[] coupons;
  private final byte[] sketch;

  private Distinct(int[] coupons, byte[] sketch) {
    this.coupons = coupons;
    this.sketch = sketch;
  }

  /** An empty sketch, for adding texts to. */
  public static HllSketch empty() {
    return new HllSketch(LG_K, TgtHllType.HLL_8);
  }

  public static Distinct of(HllSketch sketch) {
    return ofImage(sketch.toCompactByteArray());
  }

  /** From a sketch's compact stored form. */
  public static Distinct ofImage(byte[] image) {
    return CouponImage.isOfCoupons(image)
        ? new Distinct(CouponImage.coupons(image), null)
        : new Distinct(null, image);
  }

  /**
   * @param coupons ascending, each once, at most {@link CouponImage#MOST}
   */
  static Distinct ofCoupons(int[] coupons) {
    return new Distinct(coupons, null);
  }

  /** What a sketch remembers of a text; texts without a byte are not counted and have 0. */
  public static int coupon(byte[] text) {
    if (text.length == 0) {
      return 0;
    }
    long[] hash = MurmurHash3.hash(text, SEED);
    int zeros = Math.min(MOST_ZEROS, Long.numberOfLeadingZeros(hash[1]));
    return zeros + 1 << ADDRESS_BITS | (int) (hash[0] & ADDRESS);
  }

  /** A sketch's compact stored form; not to be changed. */
  public byte[] image() {
    return coupons == null ? sketch : CouponImage.of(coupons, 0, coupons.length);
  }

  /** The coupons; null when there are too many. */
  int[] coupons() {
    return coupons;
  }

  /** The estimated number of different texts. */
  public long estimate() {
    return Math.round(wrapped().getCompositeEstimate());
  }

  @Override
  public Distinct merge(MetricState other) {
    Distinct that = MetricState.same(Distinct.class, other);
    if (coupons == null || that.coupons == null) {
      return united(this, that);
    }
    int[] both = both(coupons, that.coupons);
    return both.length <= CouponImage.MOST ? new Distinct(both, null) : united(this, that);
  }

  private static Distinct united(Distinct a, Distinct b) {
    Union union = new Union(LG_K);
    union.update(a.wrapped());
    union.update(b.wrapped());
    return of(union.getResult(TgtHllType.HLL_8));
  }

  private static int[] both(int[] a, int[] b) {
    int[] both = new int[a.length + b.length];
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      int order = Integer.compare(a[i], b[j]);
      both[n++] = order <= 0 ? a[i] : b[j];
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    System.arraycopy(a, i, both, n, a.length - i);
    System.arraycopy(b, j, both, n + a.length - i, b.length - j);
    return Arrays.copyOf(both, n + a.length - i + b.length - j);
  }

  private HllSketch wrapped() {
    return HllSketch.wrap(Memory.wrap(image()));
  }
}
