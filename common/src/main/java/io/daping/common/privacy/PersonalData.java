package io.daping.common.privacy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Finds phone numbers, e-mail addresses, identity card and bank card numbers in text. One pass over
 * the characters tells ordinary text; only a text with eleven digits in a row, separators aside, or
 * with an at sign is looked at closely.
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
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Digits.is(c)) {
        if (++digits == FEWEST_DIGITS) {
          return true;
        }
      } else if (Emails.atSign(text, i) > 0) {
        return true;
      } else if (!DigitGroups.isSeparator(c)) {
        digits = 0;
      }
    }
    return false;
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
