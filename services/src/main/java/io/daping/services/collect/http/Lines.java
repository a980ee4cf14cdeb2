package io.daping.services.collect.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a body into its lines; those with nothing but blanks are none. */
final class Lines {
  private Lines() {}

  static List<byte[]> of(byte[] body) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= body.length; i++) {
      if (i == body.length || body[i] == '\n') {
        addUnlessBlank(lines, body, start, i);
        start = i + 1;
      }
    }
    return lines;
  }

  private static void addUnlessBlank(List<byte[]> lines, byte[] body, int start, int end) {
    int last = end > start && body[end - 1] == '\r' ? end - 1 : end;
    for (int i = start; i < last; i++) {
      if (body[i] != ' ' && body[i] != '\t') {
        lines.add(Arrays.copyOfRange(body, start, last));
        return;
      }
    }
  }
}
