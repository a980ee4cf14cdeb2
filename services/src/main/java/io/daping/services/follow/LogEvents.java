package io.daping.services.follow;

import io.daping.common.sender.Outgoing;
import java.util.List;

/** Makes records of the lines of one file. The same lines at the same place give the same ones. */
interface LogEvents {
  /**
   * Takes the next line.
   *
   * @param offset of its first byte
   * @param line without its line feed
   */
  void line(long offset, byte[] line);

  /** The line that comes next begins an event, or belongs to none. */
  void cut();

  /** Offset of the first line that is in no record yet; {@code read} where there is none. */
  long firstOpen(long read);

  /** The records that became complete, in order; they are given once. */
  List<Outgoing> take();
}
