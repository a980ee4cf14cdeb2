package io.daping.streaming.query;

import io.daping.common.fault.Failure;
import io.daping.common.fault.Refusal;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;

/**
 * Keeps one query running: starts it again after a fault, also of the stores that are asked before
 * the start, with a growing pause, and gives up when it falls too often without having run in
 * between. A refusal is passed on at once.
 */
public final class Supervised implements Runnable {
  private static final Logger LOG = LogManager.getLogger(Supervised.class);
  private static final int MOST_FALLS = 8;
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

  private final String name;
  private final Start start;
  private volatile StreamingQuery query;
  private volatile boolean stopped;

  /** Starts the query; called again after each fall. */
  public interface Start {
    StreamingQuery start() throws TimeoutException;
  }

  public Supervised(String name, Start start) {
    this.name = name;
    this.start = start;
  }

  /**
   * Returns when the query ended by itself or was stopped.
   *
   * @throws Refusal when the query refuses its state
   * @throws Failure when it fell too often
   */
  @Override
  public void run() {
    int falls = 0;
    while (!stopped) {
      long begun = System.nanoTime();
      try {
        query = start.start();
        query.awaitTermination();
        return;
      } catch (StreamingQueryException | TimeoutException | UncheckedIOException e) {
        passOnRefusal(e);
        boolean ranLong = System.nanoTime() - begun > LONG_ENOUGH.toNanos();
        falls = ranLong ? 1 : falls + 1;
        if (falls == MOST_FALLS) {
          throw new Failure("query " + name + " fell " + falls + " times in a row", e);
        }
        LOG.warn("query {} fell and is started again", name, e);
        pause(Duration.ofMillis(250L << falls));
      }
    }
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
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }
}
