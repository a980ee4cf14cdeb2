package io.daping.bench.race;

import io.daping.common.fault.Failure;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A Kafka and an HBase of the bench's own, through the verbs of {@code bin/daping}. */
final class Services implements AutoCloseable {
  private final Path home;
  private final List<String> options;
  private final AtomicBoolean running = new AtomicBoolean(true);

  private Services(Path home, List<String> options) {
    this.home = home;
    this.options = options;
  }

  /**
   * Starts them in a home.
   *
   * @param options the common options of this call but its home
   */
  static Services start(Path home, List<String> options) {
    Services services = new Services(home, options);
    // Ctrl-C, too, stops what was started.
    Runtime.getRuntime().addShutdownHook(new Thread(services::close, "bench-down"));
    services.call("up", "--only=kafka,hbase");
    return services;
  }

  /**
   * Invents events as files of a folder; the same events for the same seed.
   *
   * @param bad share of records that break the contract
   * @param duplicate share of records that come twice
   */
  void generate(Path folder, long events, long seed, double bad, double duplicate) {
    call(
        "generate",
        "--out=" + folder,
        "--events=" + events,
        "--seed=" + seed,
        "--start=2020-11-11T00:00:00+08:00",
        "--mix=shop=1",
        "--bad=" + bad,
        "--duplicate=" + duplicate);
  }

  /** Takes all that is in Kafka into the tables and the realtime cells. */
  void takeIn() {
    call("stream", "--once", "--jobs=intake,metrics");
  }

  /** Starts {@code stream} in the background, with all its jobs and their defaults. */
  void follow() {
    call("up", "--only=stream");
  }

  /** Sends invented events of all topics to Kafka at an even rate; returns when all are sent. */
  void send(int perSecond, Duration duration) {
    call(
        "generate",
        "--rate=" + perSecond,
        "--for=" + duration.toSeconds() + "s",
        "--mix=shop=76,robots=4,machines=6,applogs=14");
  }

  /** The night of a day; the same heap and cores as every engine, whose CPU time alone is asked. */
  void night(LocalDate day) {
    call("batch", day.toString(), "--set=batch.privacy-scan=false");
  }

  /** Sends the files of a folder to Kafka. */
  void replay(Path folder) {
    call("replay", folder.toString());
  }

  @Override
  public void close() {
    if (running.getAndSet(false)) {
      call("down");
    }
  }

  private void call(String verb, String... arguments) {
    String root = System.getProperty("daping.root");
    if (root == null) {
      throw new Failure("start this by bin/daping: -Ddaping.root is not set");
    }
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Path.of(root, "bin", "daping").toString(), verb));
    command.addAll(List.of(arguments));
    command.add("--home=" + home);
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("DAPING_NO_BUILD", "1");
    if (verb.equals("batch")) {
      builder.environment().put("DAPING_OPTS", Remote.HEAP_AND_CORES);
    }
    builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.INHERIT);
    builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    try {
      int code = builder.start().waitFor();
      if (code != 0) {
        throw new Failure("bin/daping " + verb + " ended with " + code);
      }
    } catch (IOException e) {
      throw new Failure("bin/daping " + verb + " cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted during bin/daping " + verb, e);
    }
  }
}
