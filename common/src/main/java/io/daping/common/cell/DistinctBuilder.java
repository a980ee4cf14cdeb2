package io.daping.common.cell;

import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;

/** Adds up the coupons of one cell in place. For one thread. */
public final class DistinctBuilder {
  private static final int LEAST = 4;
  private static final int MOST = 4_096;

  private int[] coupons = new int[LEAST];
  private int size;
  private Union registers;

  /**
   * @param coupon of {@link Distinct#coupon}
   */
  public void add(int coupon) {
    if (coupon == 0 || size > 0 && coupons[size - 1] == coupon) {
      return;
    }
    if (size == coupons.length) {
      makeRoom();
    }
    coupons[size++] = coupon;
  }

  /** What was added so far. */
  public Distinct state() {
    dropRepeated();
    if (registers == null && size <= CouponImage.MOST) {
      return Distinct.ofCoupons(Arrays.copyOf(coupons, size));
    }
    register();
    return Distinct.of(registers.getResult(TgtHllType.HLL_8));
  }

  private void makeRoom() {
    dropRepeated();
    if (size > MOST / 2) {
      register();
    } else if (size > coupons.length / 2) {
      coupons = Arrays.copyOf(coupons, 2 * coupons.length);
    }
  }

  private void dropRepeated() {
    Arrays.sort(coupons, 0, size);
    int n = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || coupons[i] != coupons[i - 1]) {
        coupons[n++] = coupons[i];
      }
    }
    size = n;
  }

  private void register() {
    if (registers == null) {
      registers = new Union(Distinct.LG_K);
    }
    for (int from = 0; from < size; from += CouponImage.MOST) {
      byte[] image = CouponImage.of(coupons, from, Math.min(size, from + CouponImage.MOST));
      registers.update(HllSketch.wrap(Memory.wrap(image)));
    }
    size = 0;
  }
}
