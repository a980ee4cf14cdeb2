package io.daping.streaming.query;

import io.daping.common.fault.Failure;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Work of a micro-batch that waits for stores more than it computes, done at the same time. */
public final class SideBySide {
  private SideBySide() {}

  /**
   * Returns when all is done. The threads begin here, so that Spark takes their jobs for the
   * query's, and end here.
   *
   * @param most how many at the same time
   * @throws RuntimeException what the first of them threw, when all have ended
   */
  public static void run(Collection<Runnable> works, int most) {
    ExecutorService threads = Executors.newFixedThreadPool(most);
    try {
      List<Callable<Object>> calls = works.stream().map(Executors::callable).toList();
      for (Future<Object> call : threads.invokeAll(calls)) {
        call.get();
      }
    } catch (ExecutionException e) {
      ExceptionUtils.rethrow(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while a micro-batch was written", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
