package io.daping.local.load;

import java.io.PrintWriter;

/** A percentage on a terminal, and nothing elsewhere. */
final class Progress implements AutoCloseable {
  private final String what;
  private final long whole;
  private final PrintWriter out;
  private long shown = -1;

  private Progress(String what, long whole, PrintWriter out) {
    this.what = what;
    this.whole = whole;
    this.out = out;
  }

  /** Progress towards {@code whole}, shown if this process talks to a person. */
  static Progress of(String what, long whole, PrintWriter out) {
    return new Progress(what, System.console() == null ? 0 : whole, out);
  }

  void at(long done) {
    if (whole > 0 && 100 * done / whole != shown) {
      shown = 100 * done / whole;
      out.printf("\r%s %d %%", what, shown);
      out.flush();
    }
  }

  @Override
  public void close() {
    if (shown >= 0) {
      out.print("\r\033[K");
      out.flush();
    }
  }
}
