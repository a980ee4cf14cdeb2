package io.daping.common.privacy;

/**
 * Where something personal stands in a text.
 *
 * @param start of its first character
 * @param end after its last
 */
public record Finding(PersonalKind kind, int start, int end) {
  /** What was found, masked. */
  public String masked(String text) {
    return kind.mask(text.substring(start, end));
  }
}
