package io.daping.common.error;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What stays the same of a stack trace from one time to the next.
 *
 * @param types of the exception and its causes, the outermost first; what was suppressed is left
 *     out, since it happened while cleaning up
 * @param frames {@code class.method} of the application's own frames, in order, each once: so a
 *     recursion's depth makes no difference
 */
record StackShape(List<String> types, List<String> frames) {
  private static final int MOST_FRAMES = 100;
  private static final int MOST_TYPES = 20;
  private static final String UNKNOWN = "unknown";
  private static final List<String> CAUSES = List.of("Caused by: ", "Wrapped by: ");

  /**
   * @param libraries beginnings of class names that are not the application's own
   */
  static StackShape of(String type, String stack, List<String> libraries) {
    Reading reading = new Reading(libraries);
    reading.types.add(ClassNames.type(type));
    stack.lines().forEach(reading::take);
    return new StackShape(List.copyOf(reading.types), List.copyOf(reading.frames));
  }

  /** Reads one line after another. */
  private static final class Reading {
    private final List<String> libraries;
    private final List<String> types = new ArrayList<>();
    private final Set<String> frames = new LinkedHashSet<>();
    private int suppressed = Integer.MAX_VALUE;

    Reading(List<String> libraries) {
      this.libraries = libraries;
    }

    void take(String line) {
      String text = line.stripLeading();
      int depth = line.length() - text.length();
      if (depth > suppressed || depth == suppressed && !isFrame(text)) {
        return;
      }
      suppressed = text.startsWith("Suppressed: ") ? depth : Integer.MAX_VALUE;
      if (isFrame(text)) {
        addFrame(text.substring(3));
      } else if (types.size() < MOST_TYPES) {
        CAUSES.stream()
            .filter(text::startsWith)
            .forEach(cause -> types.add(typeOf(text.substring(cause.length()))));
      }
    }

    private void addFrame(String frame) {
      int arguments = frame.indexOf('(');
      int dot = frame.lastIndexOf('.', arguments);
      if (arguments < 0 || dot <= 0 || frames.size() >= MOST_FRAMES) {
        return;
      }
      String type = withoutModule(frame.substring(0, dot));
      String method = ClassNames.method(frame.substring(dot + 1, arguments));
      if (method != null && !ClassNames.isGenerated(type) && isOwn(type)) {
        frames.add(ClassNames.type(type) + "." + method);
      }
    }

    private boolean isOwn(String type) {
      for (String library : libraries) {
        if (type.startsWith(library)) {
          return false;
        }
      }
      return true;
    }
  }

  private static boolean isFrame(String text) {
    return text.startsWith("at ");
  }

  /** {@code app//com.shop.Till}, {@code java.base@17/java.lang.Thread}; a lambda's has one too. */
  private static String withoutModule(String type) {
    return ClassNames.isGenerated(type) ? type : type.substring(type.lastIndexOf('/') + 1);
  }

  /** Some exceptions print their message without their class. */
  private static String typeOf(String header) {
    int colon = header.indexOf(':');
    String type = (colon < 0 ? header : header.substring(0, colon)).strip();
    return type.isEmpty() || type.indexOf(' ') >= 0 ? UNKNOWN : ClassNames.type(type);
  }
}
