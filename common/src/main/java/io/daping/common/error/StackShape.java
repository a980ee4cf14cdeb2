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

  static StackShape of(String type, String stack, LibraryPackages libraries) {
    Reading reading = new Reading(stack, libraries);
    reading.types.add(ClassNames.type(type));
    reading.readAll();
    return new StackShape(List.copyOf(reading.types), List.copyOf(reading.frames));
  }

  /** Reads one line after another where it stands: most lines are libraries' and leave nothing. */
  private static final class Reading {
    private static final int MOST_FRAMES = 100;
    private static final int MOST_TYPES = 20;
    private static final String FRAME = "at ";
    private static final String SUPPRESSED = "Suppressed: ";
    private static final String[] CAUSES = {"Caused by: ", "Wrapped by: "};

    private final String stack;
    private final LibraryPackages libraries;
    private final List<String> types = new ArrayList<>();
    private final Set<String> frames = new LinkedHashSet<>();
    private int suppressed = Integer.MAX_VALUE;

    Reading(String stack, LibraryPackages libraries) {
      this.stack = stack;
      this.libraries = libraries;
    }

    void readAll() {
      for (int start = 0; start < stack.length(); ) {
        int end = stack.indexOf('\n', start);
        end = end < 0 ? stack.length() : end;
        take(start, end);
        start = end + 1;
      }
    }

    private void take(int start, int end) {
      int text = start;
      while (text < end && Character.isWhitespace(stack.charAt(text))) {
        text++;
      }
      int depth = text - start;
      boolean isFrame = stack.startsWith(FRAME, text);
      if (depth > suppressed || depth == suppressed && !isFrame) {
        return;
      }
      suppressed = stack.startsWith(SUPPRESSED, text) ? depth : Integer.MAX_VALUE;
      if (isFrame) {
        addFrame(text + FRAME.length(), end);
      } else {
        addCause(text, end);
      }
    }

    private void addCause(int text, int end) {
      for (String cause : CAUSES) {
        if (types.size() < MOST_TYPES && stack.startsWith(cause, text)) {
          types.add(ClassNames.typeOf(stack.substring(text + cause.length(), end)));
        }
      }
    }

    private void addFrame(int from, int end) {
      int arguments = stack.indexOf('(', from);
      int dot = arguments < 0 || arguments >= end ? -1 : stack.lastIndexOf('.', arguments);
      if (dot <= from || frames.size() >= MOST_FRAMES) {
        return;
      }
      String written = stack.substring(from, dot);
      String type = written.substring(written.lastIndexOf('/') + 1);
      if (!libraries.hold(type) && !ClassNames.isGenerated(written)) {
        String method = ClassNames.method(stack.substring(dot + 1, arguments));
        if (method != null) {
          frames.add(ClassNames.type(type) + "." + method);
        }
      }
    }
  }
}
