package io.daping.bench.collector;

import io.daping.bench.collector.SentEvents.Lines;
import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Keeps connections to a collector busy, each sending its next request when the last is answered,
 * and proves that what was acknowledged is in Kafka. Ends with 1 if anything is missing.
 */
public final class CollectorLoad {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOPIC = "browse";

  private final URI address;
  private final int eventsPerRequest;
  private final long end;
  private final SentEvents events;
  private final Latencies latencies = new Latencies();
  private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newFixedThreadPool(4, CollectorLoad::daemon))
          .build();

  private CollectorLoad(URI address, int eventsPerRequest, long end, SentEvents events) {
    this.address = address;
    this.eventsPerRequest = eventsPerRequest;
    this.end = end;
    this.events = events;
  }

  /**
   * Arguments: the home whose collector and Kafka run, connections, seconds, events per request.
   */
  public static void main(String[] args) {
    Settings settings = Configuration.defaults(Path.of(args[0]));
    String collector = settings.home().addresses().resolve("collect", "");
    LandedEvents landing =
        LandedEvents.since(settings.home().addresses().resolve("kafka", ""), TOPIC);
    int connections = Integer.parseInt(args[1]);
    int seconds = Integer.parseInt(args[2]);
    String mark = "load" + Long.toString(System.currentTimeMillis(), 36);
    CollectorLoad load =
        new CollectorLoad(
            URI.create("http://" + collector + "/v1/events/" + TOPIC),
            Integer.parseInt(args[3]),
            System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds),
            new SentEvents(mark));
    say("%d connections, %d s, %s events a request", connections, seconds, args[3]);
    double took = load.run(connections);
    System.exit(load.report(took, landing.of(mark)) ? 0 : 1);
  }

  private double run(int connections) {
    long begin = System.nanoTime();
    CompletableFuture.allOf(
            IntStream.range(0, connections)
                .mapToObj(i -> oneAfterTheOther())
                .toArray(CompletableFuture[]::new))
        .join();
    return (System.nanoTime() - begin) / 1e9;
  }

  private CompletableFuture<Void> oneAfterTheOther() {
    if (System.nanoTime() > end) {
      return CompletableFuture.completedFuture(null);
    }
    return once().thenComposeAsync(done -> oneAfterTheOther(), client.executor().orElseThrow());
  }

  private CompletableFuture<Void> once() {
    Lines lines = events.lines(eventsPerRequest);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(lines.text()))
            .build();
    long begin = System.nanoTime();
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .handle((answer, problem) -> note(lines, answer, problem, begin));
  }

  private Void note(Lines lines, HttpResponse<String> answer, Throwable problem, long begin) {
    String kind = problem == null ? Integer.toString(answer.statusCode()) : problem.toString();
    answers.computeIfAbsent(kind, k -> new LongAdder()).increment();
    if (kind.equals("202")) {
      events.acknowledge(lines);
      latencies.add(System.nanoTime() - begin);
    }
    return null;
  }

  private boolean report(double seconds, LandedEvents.Found found) {
    BitSet missing = events.acknowledged();
    int acknowledged = missing.cardinality();
    missing.andNot(found.numbers());
    say("answers: %s", new TreeMap<>(answers));
    say(
        "%.0f requests/s, %.0f events/s acknowledged",
        latencies.count() / seconds, acknowledged / seconds);
    say(
        "latency ms: p50 %.1f, p90 %.1f, p99 %.1f, most %.1f",
        latencies.quantile(0.5),
        latencies.quantile(0.9),
        latencies.quantile(0.99),
        latencies.quantile(1));
    say(
        "events: sent %d, acknowledged %d, landed %d, of the acknowledged missing %d, landed twice %d",
        events.sent(),
        acknowledged,
        found.numbers().cardinality(),
        missing.cardinality(),
        found.repeated());
    say(
        "load average of the machine: %.1f on %d cores",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
    return missing.isEmpty();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "load");
    thread.setDaemon(true);
    return thread;
  }

  private static void say(String format, Object... values) {
    System.out.printf(format + "%n", values);
  }
}
