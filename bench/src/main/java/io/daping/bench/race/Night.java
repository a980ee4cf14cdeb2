package io.daping.bench.race;

import io.daping.bench.duckdb.AnswerFiles;
import io.daping.bench.duckdb.DuckNight;
import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.common.hbase.HBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A day's night beside DuckDB, which answers the same metrics from the same Parquet files. Each is
 * a process of its own, whose CPU time is counted from its start to its end.
 *
 * @param services whose topics are filled
 * @param settings of their home
 * @param news a line for each pass
 */
record Night(Services services, Settings settings, Consumer<String> news) {

  /**
   * Medians of both, CPU seconds of the whole process.
   *
   * @param numbers how many were equal
   * @param batchCpuSeconds recomputing all metrics, reconciliation, gold, attribution, publication
   * @param duckCpuSeconds answering the metrics of orders and browsing
   */
  record Figures(long numbers, double batchCpuSeconds, double duckCpuSeconds, double ratio) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "the night: batch %.1f CPU s, duckdb %.1f CPU s, %.2fx; %d numbers equal",
          batchCpuSeconds,
          duckCpuSeconds,
          ratio,
          numbers);
    }
  }

  Figures run(int passes) throws IOException {
    services.takeIn();
    Path duckAnswers = Files.createDirectories(settings.home().dir().resolve("duckdb"));
    List<Double> batch = new ArrayList<>();
    List<Double> duck = new ArrayList<>();
    long numbers = 0;
    for (int pass = 0; pass < passes; pass++) {
      batch.add(cpuSeconds(() -> services.night(DataSet.DAY)));
      duck.add(cpuSeconds(() -> ask(duckAnswers)));
      numbers = compare(duckAnswers);
      news.accept(
          String.format(
              Locale.ROOT,
              "night   batch %.1f CPU s, duckdb %.1f CPU s",
              batch.get(pass),
              duck.get(pass)));
    }
    double ours = middle(batch);
    return new Figures(numbers, ours, middle(duck), ours / middle(duck));
  }

  private void ask(Path answers) {
    List<String> command = new ArrayList<>(Remote.java());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(DuckNight.class.getName(), settings.tables().path()));
    command.addAll(List.of(DataSet.DAY.toString(), settings.zone().getId(), "" + Remote.CORES));
    command.add(answers.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    try {
      int code = builder.inheritIO().start().waitFor();
      if (code != 0) {
        throw new Failure("DuckDB ended with " + code);
      }
    } catch (IOException e) {
      throw new Failure("DuckDB cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while DuckDB answers", e);
    }
  }

  private long compare(Path duckAnswers) throws IOException {
    Path ours = settings.home().dir().resolve("night.tsv");
    try (HBase hbase = HBase.connect(HBase.Target.of(settings))) {
      Results.writeNight(hbase, settings, DataSet.DAY, ours);
    }
    return AnswerFiles.requireEqual(ours, "the night", duckAnswers.resolve("*.tsv"), "DuckDB");
  }

  /** CPU time of the processes that ended while something was done, as the kernel adds it up. */
  private static double cpuSeconds(Runnable work) throws IOException {
    double before = endedChildrenSeconds();
    work.run();
    return endedChildrenSeconds() - before;
  }

  private static double endedChildrenSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    // cutime and cstime, fields 16 and 17 of proc(5), in ticks of 10 ms.
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
  }

  private static double middle(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
