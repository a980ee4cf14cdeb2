package io.daping.common.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds e-mail addresses. What ends like a file ({@code logo@2x.png}) is none. */
final class Emails {
  private static final Set<String> FILES =
      Set.of(
          "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "bmp", "css", "js", "mjs", "map",
          "html", "htm", "json", "xml", "jar", "war", "tgz", "gz", "zip", "log", "java", "class",
          "woff", "woff2", "ttf", "mp4", "pdf", "txt");
  private static final int LONGEST_ENDING = 24;

  private Emails() {}

  /** Whether there is an at sign, percent-encoded or not. */
  static boolean hasAtSign(String text) {
    return text.indexOf('@') >= 0 || text.indexOf('＠') >= 0 || text.contains("%40");
  }

  /** How many characters at a position are an at sign: 1, 3 when percent-encoded, else 0. */
  static int atSign(String text, int i) {
    char c = text.charAt(i);
    if (c == '@' || c == '＠') {
      return 1;
    }
    return c == '%' && text.startsWith("40", i + 1) ? 3 : 0;
  }

  /** One pass: looking back from each at sign would cost quadratic time in a text full of them. */
  static List<Finding> in(String text) {
    List<Finding> found = new ArrayList<>();
    int local = -1;
    for (int i = 0; i < text.length(); i++) {
      int sign = local < 0 ? 0 : atSign(text, i);
      int end = sign > 0 ? domainEnd(text, i + sign) : -1;
      if (end > 0) {
        found.add(new Finding(PersonalKind.EMAIL, local, end));
        local = -1;
        i = end - 1;
      } else {
        local = localStart(local, text, i);
      }
    }
    return found;
  }

  /** Where the local part begins that may go on behind a character, or -1 when none may. */
  private static int localStart(int before, String text, int i) {
    char c = text.charAt(i);
    if (before < 0) {
      return isAlphanumeric(c) ? i : -1;
    }
    return isLocal(c) ? before : -1;
  }

  /** Where the domain ends, or -1 when what follows the at sign is none. */
  private static int domainEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isDomain(text.charAt(end))) {
      end++;
    }
    while (end > from && !isAlphanumeric(text.charAt(end - 1))) {
      end--;
    }
    String domain = text.substring(from, end);
    int dot = domain.lastIndexOf('.');
    boolean whole = dot > 0 && isAlphanumeric(domain.charAt(0)) && !domain.contains("..");
    return whole && isEnding(domain.substring(dot + 1)) ? end : -1;
  }

  /** A method's name behind an object's hash, as in {@code Task@1f.toString}, is no ending. */
  private static boolean isEnding(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    boolean oneCase = label.equals(lower) || label.equals(label.toUpperCase(Locale.ROOT));
    return oneCase
        && label.length() >= 2
        && label.length() <= LONGEST_ENDING
        && lower.chars().allMatch(c -> c >= 'a' && c <= 'z')
        && !FILES.contains(lower);
  }

  private static boolean isLocal(char c) {
    return isAlphanumeric(c) || "._%+-".indexOf(c) >= 0;
  }

  private static boolean isDomain(char c) {
    return isAlphanumeric(c) || c == '.' || c == '-';
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
