package io.daping.common.privacy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Finds phone numbers, e-mail addresses, identity card and bank card numbers in text. A glance
 * tells ordinary text; only a text with eleven digits in a row, separators aside, or with an at
 * sign is looked at closely.
 */
public final class PersonalData {
  /** The shortest number that is looked for: a mobile number. */
  private static final int FEWEST_DIGITS = 11;

  private PersonalData() {}

  /** What is found, in the order of the text, nothing twice. */
  public static List<Finding> in(String text) {
    return text == null || !mayBeIn(text) ? List.of() : closely(text);
  }

  /** Whether a close look is worth it; false for nearly all texts. */
  static boolean mayBeIn(String text) {
    return Emails.hasAtSign(text) || hasManyDigits(text);
  }

  /** A row of so many has a character at every so-manieth place: only those are looked at. */
  private static boolean hasManyDigits(String text) {
    int at = FEWEST_DIGITS - 1;
    while (at < text.length()) {
      if (isOfNumber(text.charAt(at))) {
        int start = at;
        while (start > 0 && isOfNumber(text.charAt(start - 1))) {
          start--;
        }
        int digits = 0;
        for (at = start; at < text.length() && isOfNumber(text.charAt(at)); at++) {
          digits += Digits.is(text.charAt(at)) ? 1 : 0;
        }
        if (digits >= FEWEST_DIGITS) {
          return true;
        }
      }
      at += FEWEST_DIGITS;
    }
    return false;
  }

  private static boolean isOfNumber(char c) {
    return Digits.is(c) || DigitGroups.isSeparator(c);
  }

  private static List<Finding> closely(String text) {
    List<Finding> found = new ArrayList<>(Emails.in(text));
    BitSet taken = new BitSet();
    found.forEach(email -> taken.set(email.start(), email.end()));
    for (Finding number : PersonalNumbers.in(text)) {
      int next = taken.nextSetBit(number.start());
      if (next < 0 || next >= number.end()) {
        found.add(number);
      }
    }
    found.sort(Comparator.comparingInt(Finding::start));
    return found;
  }
}
