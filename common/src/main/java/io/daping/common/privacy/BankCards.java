package io.daping.common.privacy;

import java.util.Arrays;
import java.util.List;

/** Payment card numbers, ISO/IEC 7812: a known issuer prefix, a length of it, Luhn's check. */
final class BankCards {
  static final int MOST_DIGITS = 19;

  /** Prefixes from {@code first} to {@code last}, and the lengths that are issued under them. */
  private record Issuer(int first, int last, List<Integer> lengths) {
    boolean issued(String number) {
      int prefix = Integer.parseInt(number.substring(0, Integer.toString(first).length()));
      return prefix >= first && prefix <= last && lengths.contains(number.length());
    }
  }

  private static final List<Issuer> ISSUERS =
      List.of(
          new Issuer(62, 62, List.of(16, 17, 18, 19)), // UnionPay
          new Issuer(81, 81, List.of(16, 17, 18, 19)), // UnionPay
          new Issuer(9558, 9558, List.of(16, 19)), // ICBC, before UnionPay
          new Issuer(4, 4, List.of(13, 16, 19)), // Visa
          new Issuer(51, 55, List.of(16)), // Mastercard
          new Issuer(2221, 2720, List.of(16)), // Mastercard
          new Issuer(34, 34, List.of(15)), // American Express
          new Issuer(37, 37, List.of(15)), // American Express
          new Issuer(300, 305, List.of(14)), // Diners Club
          new Issuer(36, 36, List.of(14)), // Diners Club
          new Issuer(38, 39, List.of(14)), // Diners Club
          new Issuer(3528, 3589, List.of(16, 17, 18, 19)), // JCB
          new Issuer(6011, 6011, List.of(16, 17, 18, 19)), // Discover
          new Issuer(644, 659, List.of(16, 17, 18, 19))); // Discover

  private static final int[][] WRITTEN = {{4, 6, 5}, {4, 6, 4}, {6, 13}};

  private BankCards() {}

  static boolean isWritten(int[] lengths) {
    return lengths.length == 1
        || isInFours(lengths)
        || Arrays.stream(WRITTEN).anyMatch(w -> Arrays.equals(w, lengths));
  }

  static boolean isValid(String number) {
    return number.indexOf('X') < 0
        && ISSUERS.stream().anyMatch(issuer -> issuer.issued(number))
        && luhn(number) % 10 == 0;
  }

  private static boolean isInFours(int[] lengths) {
    for (int i = 0; i < lengths.length - 1; i++) {
      if (lengths[i] != 4) {
        return false;
      }
    }
    return lengths[lengths.length - 1] <= 4;
  }

  private static int luhn(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(number.length() - 1 - i) - '0';
      int doubled = digit * 2;
      sum += i % 2 == 0 ? digit : doubled / 10 + doubled % 10;
    }
    return sum;
  }
}
