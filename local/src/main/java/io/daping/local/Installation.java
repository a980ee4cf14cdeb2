package io.daping.local;

import io.daping.common.config.Home;
import io.daping.common.config.Settings;
import io.daping.local.process.Background;
import io.daping.local.process.Background.State;
import io.daping.local.process.Service;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** The services of one home, started and stopped together, with a line of news for each. */
final class Installation {
  private final Home home;
  private final Background background;
  private final List<String> options;
  private final PrintStream news;

  /** Ctrl-C stops the services while {@code up} may still be starting them. */
  private volatile boolean leaving;

  /**
   * @param options the common options that the services are started with
   * @param news where a person reads how it goes
   */
  Installation(Settings settings, List<String> options, PrintStream news) {
    this.home = settings.home();
    this.background = new Background(home);
    this.options = options;
    this.news = news;
  }

  /** Starts those that do not run, and waits until all are ready. */
  void up(List<Service> services) {
    background.exclusively(() -> Services.waves(services).forEach(this::startAll));
  }

  /** Stops those that run, the last started first. */
  void down(List<Service> services) {
    leaving = true;
    background.exclusively(
        () -> Services.lastFirst().stream().filter(services::contains).forEach(this::stop));
  }

  private void startAll(List<Service> wave) {
    Instant begin = Instant.now();
    List<Service> started = idle(wave);
    started.forEach(this::start);
    for (Service service : wave) {
      background.await(service);
      String since =
          started.contains(service)
              ? "ready after %.1f s".formatted(secondsSince(begin))
              : "runs already";
      news.printf("%-7s %s%s%n", service.name(), since, at(service));
    }
  }

  /** Those that do not run now. */
  List<Service> idle(List<Service> services) {
    return services.stream().filter(Predicate.not(this::runs)).toList();
  }

  private boolean runs(Service service) {
    return background.process(service).isPresent();
  }

  private synchronized void start(Service service) {
    if (!leaving) {
      background.start(service, options);
    }
  }

  private synchronized void stop(Service service) {
    State before = background.state(service);
    background.stop(service);
    news.printf("%-7s %s%n", service.name(), wasStopped(before));
  }

  private static String wasStopped(State before) {
    return switch (before) {
      case STOPPED -> "did not run";
      case DIED -> "had died";
      case STARTING, READY -> "stopped";
    };
  }

  private String at(Service service) {
    return home.addresses().of(service.name()).map(a -> ", " + a).orElse("");
  }

  private static double secondsSince(Instant begin) {
    return Duration.between(begin, Instant.now()).toMillis() / 1000.0;
  }
}
