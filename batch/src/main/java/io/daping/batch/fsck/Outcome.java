package io.daping.batch.fsck;

import java.util.List;
import java.util.Map;

/**
 * What came of a check.
 *
 * @param figures how much was looked at
 * @param found how many things are wrong
 * @param findings the first of them
 * @param remarks what is not wrong, but worth a look
 */
public record Outcome(
    String name,
    String proves,
    double seconds,
    Map<String, Long> figures,
    long found,
    List<String> findings,
    List<String> remarks) {
  /** Whether nothing is wrong. */
  public boolean ok() {
    return found == 0;
  }
}
