package io.daping.common.cell;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The stored form of a DataSketches HLL sketch that is still a list or a set of coupons, as the
 * library documents it for its other languages: eight bytes that say what follows, of a set the
 * count, then the coupons.
 */
final class CouponImage {
  /** With one more the library goes over to registers: three quarters of 2^(14 - 3). */
  static final int MOST = 1_536;

  private static final int LIST = 0;
  private static final int SET = 1;
  private static final int MODE = 3;
  private static final int MODE_BYTE = 7;
  private static final int LIST_COUNT_BYTE = 6;
  private static final int LIST_START = 8;
  private static final int SET_COUNT = 8;
  private static final int SET_START = 12;
  private static final int LEAST_LG_OF_SET = 5;

  private CouponImage() {}

  static boolean isOfCoupons(byte[] image) {
    int mode = image[MODE_BYTE] & MODE;
    return mode == LIST || mode == SET;
  }

  /** The coupons of an image, ascending. */
  static int[] coupons(byte[] image) {
    ByteBuffer in = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    boolean list = (image[MODE_BYTE] & MODE) == LIST;
    int[] coupons = new int[list ? image[LIST_COUNT_BYTE] : in.getInt(SET_COUNT)];
    for (int i = 0; i < coupons.length; i++) {
      coupons[i] = in.getInt((list ? LIST_START : SET_START) + i * Integer.BYTES);
    }
    Arrays.sort(coupons);
    return coupons;
  }

  /** The image of a set. */
  static byte[] of(int[] coupons, int from, int to) {
    int size = to - from;
    ByteBuffer out =
        ByteBuffer.allocate(SET_START + size * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {3, 1, 7, Distinct.LG_K, lgOfTable(size), 8, 0, 9}).putInt(size);
    for (int i = from; i < to; i++) {
      out.putInt(coupons[i]);
    }
    return out.array();
  }

  /** log2 of the hash table that the set unpacks to, three quarters full at most. */
  private static byte lgOfTable(int size) {
    int lg = LEAST_LG_OF_SET;
    while (4 * size > 3 << lg) {
      lg++;
    }
    return (byte) lg;
  }
}
