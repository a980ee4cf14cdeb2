package io.daping.common.privacy;

import java.util.List;

/** Masks what is personal in free text; text without any is given back as it is. */
public final class Redaction {
  private Redaction() {}

  /** The text with every finding of {@link PersonalData} masked; null stays null. */
  public static String redact(String text) {
    List<Finding> found = PersonalData.in(text);
    if (found.isEmpty()) {
      return text;
    }
    StringBuilder redacted = new StringBuilder(text.length());
    int from = 0;
    for (Finding finding : found) {
      redacted.append(text, from, finding.start()).append(finding.masked(text));
      from = finding.end();
    }
    return redacted.append(text, from, text.length()).toString();
  }
}
