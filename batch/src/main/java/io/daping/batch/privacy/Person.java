package io.daping.batch.privacy;

import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is to be forgotten: a user id and what is linked with it. A record is the person's when it
 * bears the user id; or when it bears no user id, but a device, an order or a telephone of the
 * person. Records of other users are theirs.
 *
 * @param visitors devices on which the user was logged in
 * @param orders of the user, and of nobody on those devices
 * @param phones of receivers of those orders, in normal form
 * @param phoneTokens of these, under all keys
 * @param names of those receivers as they were written, and their addresses
 */
record Person(
    String user,
    Set<String> visitors,
    Set<String> orders,
    Set<String> phones,
    Set<String> phoneTokens,
    Set<String> names)
    implements Serializable {
  private static final int SHORTEST_WORD = 4;
  private static final int SHORTEST_NUMBER = 8;
  private static final int SHORTEST_NAME = 2;

  /** Who bears a record: values of its fields, null for what it has not. */
  record Bearer(String user, String visitor, String order, String phone) {}

  /** Whether a record is the person's. */
  boolean owns(Bearer bearer) {
    if (bearer.user() != null) {
      return bearer.user().equals(user);
    }
    return has(visitors, bearer.visitor())
        || has(orders, bearer.order())
        || has(phones, bearer.phone())
        || has(phoneTokens, bearer.phone());
  }

  /** Whether a text that is nobody's own speaks of the person. */
  boolean isIn(String text) {
    return terms().stream().anyMatch(term -> Words.find(text, term, 0) >= 0);
  }

  /** Whether a text bears the person's telephone. */
  boolean isCalledIn(String text) {
    return phoneTerms().stream().anyMatch(term -> Words.find(text, term, 0) >= 0);
  }

  /**
   * What is searched for in text. An id that is short, or a number that may be any, is left out:
   * lines that have nothing to do with the person would go.
   */
  Set<String> terms() {
    Set<String> terms = new TreeSet<>(phoneTerms());
    names.stream().filter(name -> name.length() >= SHORTEST_NAME).forEach(terms::add);
    boolean isNumber = user.chars().allMatch(c -> c >= '0' && c <= '9');
    if (user.length() >= (isNumber ? SHORTEST_NUMBER : SHORTEST_WORD)) {
      terms.add(user);
    }
    return terms;
  }

  /** With and without country code. */
  private Set<String> phoneTerms() {
    Set<String> terms = new TreeSet<>();
    for (String phone : phones) {
      terms.add(phone.replaceFirst("^\\+86", ""));
      terms.add(phone.replaceFirst("^\\+", ""));
    }
    terms.removeIf(term -> term.length() < SHORTEST_NUMBER);
    return terms;
  }

  private static boolean has(Set<String> known, String value) {
    return value != null && known.contains(value);
  }
}
