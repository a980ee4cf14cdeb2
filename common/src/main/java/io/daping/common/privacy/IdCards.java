package io.daping.common.privacy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;

/** Resident identity card numbers, GB 11643-1999: region 6, birthday 8, sequence 3, check 1. */
final class IdCards {
  private static final int LENGTH = 18;
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";
  private static final int[] REGIONS = {
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
    53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83
  };
  private static final int[][] WRITTEN = {{18}, {6, 8, 4}, {6, 4, 4, 4}};

  private IdCards() {}

  static boolean isWritten(int[] lengths) {
    return Arrays.stream(WRITTEN).anyMatch(w -> Arrays.equals(w, lengths));
  }

  static boolean isValid(String number) {
    return number.length() == LENGTH
        && number.substring(0, LENGTH - 1).indexOf('X') < 0
        && Arrays.binarySearch(REGIONS, Integer.parseInt(number.substring(0, 2))) >= 0
        && isBirthday(number.substring(6, 14))
        && number.charAt(LENGTH - 1) == check(number);
  }

  private static char check(String number) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * (number.charAt(i) - '0');
    }
    return CHECKS.charAt(sum % CHECKS.length());
  }

  private static boolean isBirthday(String digits) {
    int year = Integer.parseInt(digits.substring(0, 4));
    if (year < 1900 || year > 2099) {
      return false;
    }
    try {
      LocalDate.of(
          year, Integer.parseInt(digits.substring(4, 6)), Integer.parseInt(digits.substring(6)));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
