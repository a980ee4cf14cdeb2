package io.daping.streaming.query;

import io.daping.common.fault.Failure;
import io.daping.common.fault.Refusal;
import io.daping.common.fault.Trouble;
import io.daping.common.fault.Troubles;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;

/**
 * Keeps one query running: starts it again after a fault, also of the stores that are asked before
 * the start, with a growing pause, and tells so until it gets on. Whether it ever gives up, {@link
 * Falls} says. A refusal is passed on at once.
 */
public final class Supervised implements Runnable {
  private static final Logger LOG = LogManager.getLogger(Supervised.class);
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
  private static final long GLANCE_MS = 1_000;

  private final String name;
  private final Start start;
  private final Falls falls;
  private final Troubles troubles;
  private final Pause pause;
  private volatile StreamingQuery query;
  private volatile boolean stopped;

  /** Starts the query; called again after each fall. */
  public interface Start {
    StreamingQuery start() throws TimeoutException;
  }

  /** Lets time pass between a fall and the next start. */
  interface Pause {
    void pause(Duration duration) throws InterruptedException;
  }

  /**
   * @param troubles hear of each fall, and when the query gets on
   */
  public Supervised(String name, Start start, Falls falls, Troubles troubles) {
    this(name, start, falls, troubles, duration -> Thread.sleep(duration.toMillis()));
  }

  Supervised(String name, Start start, Falls falls, Troubles troubles, Pause pause) {
    this.name = name;
    this.start = start;
    this.falls = falls;
    this.troubles = troubles;
    this.pause = pause;
  }

  /**
   * Returns when the query ended by itself or was stopped.
   *
   * @throws Refusal when the query refuses its state
   * @throws Failure when it fell too often
   */
  @Override
  public void run() {
    try {
      runUntilItEnds();
    } finally {
      troubles.over(name);
    }
  }

  private void runUntilItEnds() {
    int inARow = 0;
    Instant since = null;
    while (!stopped) {
      long begun = System.nanoTime();
      try {
        query = start.start();
        await(query);
        return;
      } catch (StreamingQueryException | TimeoutException | UncheckedIOException e) {
        passOnRefusal(e);
        boolean ranLong = System.nanoTime() - begun > LONG_ENOUGH.toNanos();
        inARow = ranLong ? 1 : inARow + 1;
        since = inARow == 1 ? Instant.now() : since;
        if (falls.isEnough(inARow)) {
          throw new Failure("query " + name + " fell " + inARow + " times in a row", e);
        }
        LOG.warn("query {} fell and is started again", name, e);
        troubles.tell(trouble(inARow, since, e));
        pause(Falls.pauseAfter(inARow));
      }
    }
  }

  /** A micro-batch that was finished is the sign that the query gets on. */
  private void await(StreamingQuery running) throws StreamingQueryException {
    boolean getsOn = false;
    while (!running.awaitTermination(GLANCE_MS)) {
      if (!getsOn && running.lastProgress() != null) {
        troubles.over(name);
        getsOn = true;
      }
    }
  }

  private Trouble trouble(int inARow, Instant since, Exception e) {
    String problem = ExceptionUtils.getRootCauseMessage(e);
    return new Trouble(name, ProcessHandle.current().pid(), inARow, since, problem);
  }

  /** Stops the query for good; what its last micro-batch did not finish is repeated next time. */
  public void stop() {
    stopped = true;
    StreamingQuery q = query;
    if (q != null) {
      try {
        q.stop();
      } catch (TimeoutException e) {
        LOG.warn("query {} does not stop in time", name, e);
      }
    }
  }

  private static void passOnRefusal(Exception e) {
    int at = ExceptionUtils.indexOfType(e, Refusal.class);
    if (at >= 0) {
      throw (Refusal) ExceptionUtils.getThrowableList(e).get(at);
    }
  }

  private void pause(Duration duration) {
    try {
      pause.pause(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }
}
