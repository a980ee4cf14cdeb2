package io.daping.streaming;

import io.daping.common.config.OneWriter;
import io.daping.common.config.Settings;
import io.daping.streaming.query.Falls;
import io.daping.streaming.query.Supervised;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;

/** Several jobs in one process, each supervised; the first that cannot go on ends all. */
final class Stream {
  /** A query whose Spark is gone would fall, and say so, in place of being stopped. */
  private static final int BEFORE_SPARK_ENDS = FileSystem.SHUTDOWN_HOOK_PRIORITY + 100;

  private final SparkSession spark;
  private final Settings settings;
  private final List<Job> jobs;
  private final Running running;

  Stream(SparkSession spark, Settings settings, List<Job> jobs, Running running) {
    this.spark = spark;
    this.settings = settings;
    this.jobs = jobs;
    this.running = running;
  }

  void run() {
    List<OneWriter> locks = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(jobs.size());
    List<Supervised> queries = jobs.stream().map(this::supervised).toList();
    ShutdownHookManager.get()
        .addShutdownHook(() -> queries.forEach(Supervised::stop), BEFORE_SPARK_ENDS);
    try {
      jobs.forEach(job -> locks.add(OneWriter.lock(settings.home().run(), job.jobName())));
      settings.home().announceReady("stream");
      for (List<Supervised> wave : waves(queries)) {
        awaitAll(wave, threads);
      }
    } finally {
      queries.forEach(Supervised::stop);
      threads.shutdownNow();
      locks.forEach(OneWriter::close);
    }
  }

  private Supervised supervised(Job job) {
    Falls falls = running == Running.ONCE ? Falls.GIVEN_UP : Falls.WAITED_OUT;
    return new Supervised(
        job.jobName(),
        () -> job.start(spark, settings, running),
        falls,
        settings.home().troubles());
  }

  /** Once, what reads tables follows those who write them; for good, all run side by side. */
  private List<List<Supervised>> waves(List<Supervised> queries) {
    if (running == Running.FOR_GOOD) {
      return List.of(queries);
    }
    List<List<Supervised>> waves = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < queries.size(); i++) {
      waves.get(jobs.get(i).readsTables() ? 1 : 0).add(queries.get(i));
    }
    return waves;
  }

  private void awaitAll(List<Supervised> queries, ExecutorService threads) {
    CompletableFuture<Void> failed = new CompletableFuture<>();
    List<CompletableFuture<Void>> runs =
        queries.stream().map(query -> CompletableFuture.runAsync(query, threads)).toList();
    runs.forEach(
        run ->
            run.whenComplete(
                (nothing, e) -> {
                  if (e != null) {
                    failed.completeExceptionally(e);
                  }
                }));
    CompletableFuture<Void> all = CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new));
    try {
      CompletableFuture.anyOf(all, failed).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
