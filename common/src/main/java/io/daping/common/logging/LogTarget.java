package io.daping.common.logging;

import java.time.Duration;
import java.util.List;

/** Where log events go. Used by one thread, which may wait. */
interface LogTarget {
  /**
   * Hands records over.
   *
   * @return how many of them are known not to have arrived
   */
  int send(List<byte[]> records);

  /**
   * Waits so long at most for what is under way, and ends.
   *
   * @return how many more are known not to have arrived
   */
  int close(Duration patience);
}
