package io.daping.local.process;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.daping.common.config.Home;
import io.daping.common.fault.Failure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The background processes of one home. */
public final class Background {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final File NOTHING = new File("/dev/null");

  private final Home home;

  public Background(Home home) {
    this.home = home;
  }

  /** What can be said of a service from outside. */
  public enum State {
    /** Never started, or stopped in order. */
    STOPPED,
    /** Started, but it does not serve yet, or not any more. */
    STARTING,
    READY,
    /** Started, and gone without having been stopped. */
    DIED
  }

  /** The live process of a service. */
  public Optional<ProcessHandle> process(Service service) {
    return pidFile(service).process();
  }

  /** How a service is now. */
  public State state(Service service) {
    Optional<ProcessHandle> process = process(service);
    if (process.isEmpty()) {
      return pidFile(service).exists() ? State.DIED : State.STOPPED;
    }
    return service.isReady(home, process.get().pid()) ? State.READY : State.STARTING;
  }

  /** Runs something while no other {@code up} or {@code down} works in this home. */
  public void exclusively(Runnable work) {
    try {
      Files.createDirectories(home.run());
      try (FileChannel channel =
              FileChannel.open(
                  home.run().resolve("up.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        work.run();
        held.release();
      }
    } catch (OverlappingFileLockException e) {
      work.run(); // this very process holds it: Ctrl-C stops what it is starting
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + home.run(), e);
    }
  }

  /** Starts a service that does not run, apart from this terminal, and returns at once. */
  public void start(Service service, List<String> options) {
    try {
      Files.createDirectories(home.logs());
      ProcessBuilder builder = new ProcessBuilder(detached(service.command(home, options)));
      builder.environment().put("DAPING_NO_BUILD", "1");
      builder.environment().put("DAPING_LOG", log(service).toAbsolutePath().toString());
      Process process =
          builder
              .redirectInput(Redirect.from(NOTHING))
              .redirectErrorStream(true)
              .redirectOutput(printed(service).toFile())
              .start();
      pidFile(service).write(process.toHandle());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + service.name(), e);
    }
  }

  /**
   * Waits until a started service is ready.
   *
   * @throws Failure when its process ends, or time runs out; the text ends with its last words
   */
  public void await(Service service) {
    RetryPolicy<Object> poll =
        RetryPolicy.builder()
            .handleResult(State.STARTING)
            .withDelay(POLL)
            .withMaxAttempts(-1)
            .withMaxDuration(service.patience())
            .build();
    Object last = Failsafe.with(poll).get(() -> state(service));
    if (last != State.READY) {
      throw new Failure(explain(service, last == State.STARTING));
    }
  }

  /** Stops a service if it runs: SIGTERM, and after a while SIGKILL. */
  public void stop(Service service) {
    process(service).ifPresent(Background::end);
    pidFile(service).delete();
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    if (!endedWithin(process, STOP_PATIENCE)) {
      process.destroyForcibly();
      endedWithin(process, STOP_PATIENCE);
    }
  }

  private static boolean endedWithin(ProcessHandle process, Duration limit) {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A session of its own: neither Ctrl-C nor the end of the terminal reaches the process. */
  private static List<String> detached(List<String> command) {
    List<String> detached = new ArrayList<>();
    detached.add(Files.isExecutable(Path.of("/usr/bin/setsid")) ? "/usr/bin/setsid" : "nohup");
    detached.addAll(command);
    return detached;
  }

  private String explain(Service service, boolean alive) {
    String what =
        alive
            ? "is not ready after " + service.patience().toSeconds() + " s"
            : "ended before it was ready";
    return "%s %s. The last lines of %s and %s:%n%s%s"
        .formatted(
            service.name(),
            what,
            log(service),
            printed(service),
            LastLines.of(log(service)),
            LastLines.of(printed(service)));
  }

  private PidFile pidFile(Service service) {
    return new PidFile(home.run().resolve(service.name() + ".pid"));
  }

  private Path log(Service service) {
    return home.logs().resolve(service.name() + ".log");
  }

  private Path printed(Service service) {
    return home.logs().resolve(service.name() + ".out");
  }
}
