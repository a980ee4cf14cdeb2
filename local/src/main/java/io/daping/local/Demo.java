package io.daping.local;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.daping.common.cli.CommonOptions;
import io.daping.common.config.Settings;
import io.daping.local.StatusReport.QueryLine;
import io.daping.local.process.Launcher;
import io.daping.local.process.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: everything at once, in the foreground, and orderly gone afterwards. */
@Command(
    name = "demo",
    description = "Starts all, sends generated events, shows the wall, stops all.")
public final class Demo implements Callable<Integer> {
  private static final Duration CATCH_UP = Duration.ofSeconds(90);

  @Mixin private CommonOptions common;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      defaultValue = "2m",
      description = "How long events are sent (default: 2m).")
  private String duration;

  @Option(names = "--rate", paramLabel = "N", description = "Events per second.")
  private Long rate;

  @Option(names = "--seed", paramLabel = "N", description = "The same seed, the same events.")
  private Long seed;

  @Option(names = "--keep", description = "Leaves the services running at the end.")
  private boolean keep;

  private final AtomicReference<List<Service>> toStop = new AtomicReference<>(List.of());

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = common.settings();
    Installation installation = new Installation(settings, common.asArguments(), System.err);
    // Ctrl-C reaches this process and the generator; the services have sessions of their own.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(installation), "stop-demo"));
    List<Service> services = Services.ofThisMachine(settings);
    toStop.set(keep ? List.of() : installation.idle(services));
    installation.up(services);
    showWall(settings);
    int code = generate();
    showTotals(new Observation(settings));
    run("query", List.of("gmv_paid"));
    stop(installation);
    return code;
  }

  /** Stops what this demo started, once, whether it ends by itself or by Ctrl-C. */
  private void stop(Installation installation) {
    List<Service> started = toStop.getAndSet(List.of());
    if (!started.isEmpty()) {
      installation.down(started);
    }
  }

  private static void showWall(Settings settings) throws IOException {
    String wall = "http://" + settings.home().addresses().resolve("wall", "");
    System.out.println("\nThe wall: " + wall + "\n");
    if (System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null) {
      Browser.open(wall);
    }
  }

  private int generate() throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.add("--for=" + duration);
    if (rate != null) {
      arguments.add("--rate=" + rate);
    }
    if (seed != null) {
      arguments.add("--seed=" + seed);
    }
    return run("generate", arguments);
  }

  private int run(String verb, List<String> own) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(own);
    arguments.addAll(common.asArguments());
    ProcessBuilder builder = new ProcessBuilder(Launcher.command(verb, arguments));
    builder.environment().put("DAPING_NO_BUILD", "1");
    return builder.inheritIO().start().waitFor();
  }

  private static void showTotals(Observation observation) {
    RetryPolicy<StatusReport> untilTaken =
        RetryPolicy.<StatusReport>builder()
            .handleResultIf(Demo::isBehind)
            .withDelay(Duration.ofMillis(500))
            .withMaxAttempts(-1)
            .withMaxDuration(CATCH_UP)
            .build();
    Columns text = new Columns();
    StatusReport.topicRows(text, Failsafe.with(untilTaken).get(observation::report).topics());
    System.out.print("\n" + text);
    System.out.println("\nLook closer: bin/daping query units --by item --top 10\n");
  }

  private static boolean isBehind(StatusReport report) {
    return report.queries().stream().map(QueryLine::lag).anyMatch(lag -> lag != null && lag > 0);
  }
}
