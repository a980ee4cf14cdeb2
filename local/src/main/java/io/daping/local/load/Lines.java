package io.daping.local.load;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** The lines of a stream as bytes: everything between two line feeds, and nothing changed in it. */
final class Lines implements Closeable {
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  Lines(InputStream in) {
    this.in = in;
  }

  /** The next line, or null at the end. A line feed at the very end begins no further line. */
  byte[] next() throws IOException {
    ByteArrayOutputStream line = null;
    while (position < limit || fill()) {
      int end = lineFeed();
      if (line == null && end < limit) {
        return take(end);
      }
      line = line == null ? new ByteArrayOutputStream() : line;
      line.write(buffer, position, end - position);
      position = end + 1;
      if (end < limit) {
        return line.toByteArray();
      }
    }
    return line == null ? null : line.toByteArray();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private byte[] take(int end) {
    byte[] line = new byte[end - position];
    System.arraycopy(buffer, position, line, 0, line.length);
    position = end + 1;
    return line;
  }

  private int lineFeed() {
    int at = position;
    while (at < limit && buffer[at] != '\n') {
      at++;
    }
    return at;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }
}
