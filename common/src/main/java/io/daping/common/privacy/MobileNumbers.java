package io.daping.common.privacy;

import java.util.Arrays;

/** Mobile numbers of mainland China: 11 digits from 13x to 19x, perhaps behind 86 or 0086. */
final class MobileNumbers {
  static final int DIGITS = 11;

  /** The networks' second and third digits, one string a second digit from 3 on. */
  private static final String[] NETWORKS = {
    "0123456789", "56789", "012356789", "2567", "012345678", "0123456789", "012356789"
  };

  private static final int[][] WRITTEN = {{3, 4, 4}, {3, 8}, {7, 4}};

  /** A number of bytes, such as 17179869184 (16 GiB), is a multiple of this; few others are. */
  private static final long MEBIBYTE = 1 << 20;

  private MobileNumbers() {}

  static boolean isWritten(int[] lengths) {
    if (lengths.length == 1) {
      return true;
    }
    int prefix = lengths[0] == 2 || lengths[0] == 4 ? 1 : 0;
    int[] own = Arrays.copyOfRange(lengths, prefix, lengths.length);
    return Arrays.equals(own, new int[] {DIGITS})
        || Arrays.stream(WRITTEN).anyMatch(w -> Arrays.equals(w, own));
  }

  static boolean isValid(String number) {
    String own = national(number);
    return own.length() == DIGITS
        && own.indexOf('X') < 0
        && own.charAt(0) == '1'
        && own.charAt(1) >= '3'
        && NETWORKS[own.charAt(1) - '3'].indexOf(own.charAt(2)) >= 0
        && Long.parseLong(own) % MEBIBYTE != 0;
  }

  /** Without the country code. */
  static String national(String number) {
    for (String code : new String[] {"0086", "86"}) {
      if (number.startsWith(code) && number.length() == DIGITS + code.length()) {
        return number.substring(code.length());
      }
    }
    return number;
  }
}
