package io.daping.services.follow;

import io.daping.common.fault.Trouble;
import io.daping.common.fault.Troubles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Work that goes on for ever in rounds. A round that throws, whatever it throws, is tried again
 * after a pause that grows to a minute, and told of until one succeeds. For one thread.
 */
final class Rounds {
  private static final Logger LOG = LogManager.getLogger(Rounds.class);
  private static final long FIRST_MS = Duration.ofSeconds(1).toMillis();
  private static final long LONGEST_MS = Duration.ofMinutes(1).toMillis();
  private static final int MOST_DOUBLINGS = 6;

  private final String name;
  private final Troubles troubles;
  private final Pause pause;
  private int falls;
  private Instant since;

  /** One round; true when the next one should follow at once. */
  interface Round {
    boolean run() throws IOException, InterruptedException;
  }

  /** Lets time pass. */
  interface Pause {
    void pause(long ms) throws InterruptedException;
  }

  Rounds(String name, Troubles troubles, Pause pause) {
    this.name = name;
    this.troubles = troubles;
    this.pause = pause;
  }

  /** Runs a round; false, after a pause, when it fell. */
  boolean run(Round round) throws InterruptedException {
    try {
      boolean more = round.run();
      succeeded();
      return more;
    } catch (IOException | RuntimeException e) {
      fell(e);
      return false;
    }
  }

  private void succeeded() {
    if (falls > 0) {
      falls = 0;
      troubles.over(name);
    }
  }

  private void fell(Exception e) throws InterruptedException {
    falls++;
    since = falls == 1 ? Instant.now() : since;
    long ms = Math.min(LONGEST_MS, FIRST_MS << Math.min(falls - 1, MOST_DOUBLINGS));
    LOG.error("{} fell, {} times in a row; tried again in {} ms", name, falls, ms, e);
    long pid = ProcessHandle.current().pid();
    troubles.tell(new Trouble(name, pid, falls, since, e.toString()));
    pause.pause(ms);
  }
}
