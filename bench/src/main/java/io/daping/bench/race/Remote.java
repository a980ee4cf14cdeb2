package io.daping.bench.race;

import io.daping.bench.peers.EngineSettings;
import io.daping.common.fault.Failure;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.spark.launcher.JavaModuleOptions;

/** An engine's process as the measurement sees it. Every engine gets the same heap and cores. */
final class Remote implements AutoCloseable {
  static final String HEAP = "2g";
  static final int CORES = 2;
  static final String HEAP_AND_CORES = "-Xmx" + HEAP + " -XX:ActiveProcessorCount=" + CORES;
  private static final Path TASKSET = Path.of("/usr/bin/taskset");

  private final Contestant contestant;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter orders;
  private final Path log;

  private Remote(Contestant contestant, Process process, Path log) {
    this.contestant = contestant;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.log = log;
  }

  /** Starts it and waits until it can take orders. */
  static Remote start(Contestant contestant, EngineSettings settings) throws IOException {
    Path log = Path.of(settings.home()).resolveSibling("logs/" + contestant.label() + ".log");
    Files.createDirectories(log.getParent());
    Process process =
        new ProcessBuilder(command(contestant, settings)).redirectError(log.toFile()).start();
    Remote remote = new Remote(contestant, process, log);
    remote.await("ready");
    return remote;
  }

  Contestant contestant() {
    return contestant;
  }

  /** One repetition, on empty tables. */
  Repetition repeat() throws IOException {
    order("prepare");
    await("prepared");
    order("run");
    String[] ran = await("ran").split(" ");
    return new Repetition(Double.parseDouble(ran[1]), Double.parseDouble(ran[2]));
  }

  /** Starts it on empty tables; it reads until {@link #stop}. */
  void follow() throws IOException {
    order("prepare");
    await("prepared");
    order("follow");
    await("following");
  }

  /** Ends what {@link #follow} started. */
  void stop() throws IOException {
    order("stop");
    await("stopped");
  }

  /** The most memory that it ever had, as the kernel counts it; empty where it does not tell. */
  Optional<Long> peakBytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return Optional.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst();
  }

  @Override
  public void close() {
    try {
      order("quit");
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private void order(String order) throws IOException {
    orders.write(order + "\n");
    orders.flush();
  }

  private String await(String wanted) throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      String answer = line.startsWith(EngineProcess.MARK) ? line.substring(7) : "";
      if (answer.startsWith(wanted)) {
        return answer;
      }
    }
    throw new Failure(contestant.label() + " ended before it was \"" + wanted + "\"; see " + log);
  }

  /** A Java with the heap and the cores of every engine. */
  static List<String> java() {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(TASKSET) && Runtime.getRuntime().availableProcessors() >= CORES) {
      command.addAll(List.of(TASKSET.toString(), "-c", "0-" + (CORES - 1)));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + HEAP, "-XX:ActiveProcessorCount=" + CORES));
    command.addAll(List.of("-XX:+UseParallelGC", "-XX:ReservedCodeCacheSize=256m"));
    command.add("-XX:MetaspaceSize=320m"); // as `stream` has it: no pause each time classes come
    return command;
  }

  private static List<String> command(Contestant contestant, EngineSettings settings) {
    List<String> command = java();
    command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptionArray()));
    command.add("-Dlog4j2.configurationFile=log4j2.xml");
    command.addAll(List.of("-cp", classPath(contestant), EngineProcess.class.getName()));
    command.addAll(List.of(contestant.name(), settings.home()));
    command.addAll(settings.options());
    return command;
  }

  private static String classPath(Contestant contestant) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> contestant.without().stream().noneMatch(entry::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
