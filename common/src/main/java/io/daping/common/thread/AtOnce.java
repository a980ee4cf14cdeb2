package io.daping.common.thread;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.daping.common.fault.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parts of some work at the same time, in threads that live as long as the process. Java's
 * parallel streams are no place for work that waits for stores: whoever waits there for what others
 * do, does so at full speed.
 */
public final class AtOnce {
  /** Two a core: half of them wait. */
  private static final ExecutorService THREADS =
      Executors.newFixedThreadPool(
          2 * Runtime.getRuntime().availableProcessors(),
          new ThreadFactoryBuilder().setDaemon(true).setNameFormat("at-once-%d").build());

  private AtOnce() {}

  /** Does the work of each part; returns when all have ended. As {@link #each}. */
  public static <A> void run(List<A> parts, Consumer<A> work) {
    each(
        parts,
        part -> {
          work.accept(part);
          return null;
        });
  }

  /**
   * What each part comes to, in their order; returns when all have ended. A part may not call this
   * itself: it would wait for threads that wait for it.
   *
   * @throws RuntimeException what the first part that failed threw
   */
  public static <A, B> List<B> each(List<A> parts, Function<A, B> work) {
    if (parts.size() == 1) {
      return Collections.singletonList(work.apply(parts.get(0)));
    }
    List<Callable<B>> calls =
        parts.stream()
            .<Callable<B>>map(part -> () -> work.apply(part))
            .collect(Collectors.toList());
    try {
      List<B> results = new ArrayList<>(parts.size());
      for (Future<B> call : THREADS.invokeAll(calls)) {
        results.add(call.get());
      }
      return results;
    } catch (ExecutionException e) {
      Throwables.throwIfUnchecked(e.getCause());
      throw new Failure(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while waiting for parts of some work", e);
    }
  }
}
