package io.daping.services.follow;

import io.daping.common.event.LoggedException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parts the lines of an event into its message and the stack trace that the JVM printed after it,
 * causes included. A trace begins with the nearest line before the first frame that names a class;
 * where none does, with the second line, and the type is {@code unknown}.
 */
record StackTrace(String message, LoggedException exception) {
  /** Possessive: a line may be long and made to be tried in many ways. */
  private static final String CLASS =
      "(?:[\\p{L}_$][\\p{L}\\p{N}_$]*+\\.)++[\\p{L}_$][\\p{L}\\p{N}_$]*+";

  private static final Pattern NAMED =
      Pattern.compile(
          "(?:Exception in thread \"[^\"]*+\" )?+(" + CLASS + ")(?:: (.*))?", Pattern.DOTALL);
  private static final String UNKNOWN = "unknown";

  /**
   * @param first the first line's message
   * @param rest the lines that follow it
   */
  static StackTrace in(String first, List<String> rest) {
    int frame = 0;
    while (frame < rest.size() && !isFrame(rest.get(frame))) {
      frame++;
    }
    if (frame == rest.size()) {
      return new StackTrace(joined(first, rest), null);
    }
    int start = frame - 1;
    while (start >= 0 && !NAMED.matcher(rest.get(start)).matches()) {
      start--;
    }
    if (start < 0 && frame == 0 && NAMED.matcher(first).matches()) {
      return new StackTrace(first, exception(first, first + "\n" + String.join("\n", rest)));
    }
    start = Math.max(0, start);
    String header = String.join("\n", rest.subList(start, frame));
    String stack = String.join("\n", rest.subList(start, rest.size()));
    return new StackTrace(joined(first, rest.subList(0, start)), exception(header, stack));
  }

  private static boolean isFrame(String line) {
    String text = line.stripLeading();
    return text.length() < line.length()
        && text.startsWith("at ")
        && text.indexOf(')', text.indexOf('(') + 1) > 0;
  }

  private static LoggedException exception(String header, String stack) {
    Matcher named = NAMED.matcher(header);
    boolean isNamed = named.matches();
    String message = isNamed ? named.group(2) : header;
    String present = message == null || message.isEmpty() ? null : message;
    return new LoggedException(isNamed ? named.group(1) : UNKNOWN, present, stack);
  }

  private static String joined(String first, List<String> rest) {
    return rest.isEmpty() ? first : (first + "\n" + String.join("\n", rest)).stripTrailing();
  }
}
