package io.daping.common.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds identity card, bank card and phone numbers: groups of digits in one of the ways in which
 * such a number is written, that pass the number's own check.
 */
final class PersonalNumbers {
  private static final int MOST_GROUPS = 5;

  private PersonalNumbers() {}

  static List<Finding> in(String text) {
    List<Finding> found = new ArrayList<>();
    for (DigitGroups groups : DigitGroups.in(text)) {
      int first = 0;
      while (first < groups.groups().size()) {
        Finding finding = beginningAt(groups, first);
        if (finding == null) {
          first++;
        } else {
          found.add(finding);
          while (first < groups.groups().size()
              && groups.groups().get(first).start() < finding.end()) {
            first++;
          }
        }
      }
    }
    return found;
  }

  /** The longest number that begins with a group, or null. */
  private static Finding beginningAt(DigitGroups groups, int first) {
    int most = Math.min(first + MOST_GROUPS, groups.groups().size());
    for (int last = most - 1; last >= first; last--) {
      PersonalKind kind = kind(groups, first, last);
      if (kind != null && groups.standAlone(first, last)) {
        return new Finding(
            kind, groups.groups().get(first).start(), groups.groups().get(last).end());
      }
    }
    return null;
  }

  private static PersonalKind kind(DigitGroups groups, int first, int last) {
    int[] lengths =
        groups.groups().subList(first, last + 1).stream()
            .mapToInt(DigitGroups.Group::length)
            .toArray();
    int digits = Arrays.stream(lengths).sum();
    if (digits < MobileNumbers.DIGITS || digits > BankCards.MOST_DIGITS) {
      return null;
    }
    String number = groups.digits(first, last);
    if (IdCards.isWritten(lengths) && IdCards.isValid(number)) {
      return PersonalKind.ID_CARD;
    }
    if (BankCards.isWritten(lengths) && BankCards.isValid(number)) {
      return PersonalKind.BANK_CARD;
    }
    return MobileNumbers.isWritten(lengths) && MobileNumbers.isValid(number)
        ? PersonalKind.PHONE
        : null;
  }
}
