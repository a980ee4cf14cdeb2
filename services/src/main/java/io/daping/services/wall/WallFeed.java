package io.daping.services.wall;

import io.daping.common.config.Settings;
import io.daping.common.serve.MetricReader;
import io.daping.services.answer.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Reads the wall's numbers in one loop and tells all browsers. A browser first gets a {@code
 * snapshot}, then {@code update}s that bear only changed minutes, at least one a second, so that
 * silence means a broken line. An outage of the store is a pause: the last numbers go on, stale.
 */
public final class WallFeed implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(WallFeed.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(5);

  private final WallQueries queries;
  private final WallSnapshot.Frame frame;
  private final Duration refresh;
  private final Clock clock;
  private final Set<WallClient> clients = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService readerLoop = loop("wall-reader");
  private final ScheduledExecutorService heart = loop("wall-heart");
  private volatile WallState state;
  private WallSnapshot lastSent;
  private Instant lastSentAt = Instant.EPOCH;

  private WallFeed(MetricReader reader, Settings settings, Clock clock) {
    this.queries = new WallQueries(reader, settings.zone(), settings.baseCurrency(), clock);
    this.frame = new WallSnapshot.Frame(settings.wall().title(), settings.zone().getId());
    this.refresh = settings.wall().refresh();
    this.clock = clock;
    this.state = new WallState(queries.none(), null, null);
  }

  /** Begins to read at once. */
  public static WallFeed start(MetricReader reader, Settings settings, Clock clock) {
    WallFeed feed = new WallFeed(reader, settings, clock);
    long pause = feed.refresh.toMillis();
    feed.readerLoop.scheduleWithFixedDelay(feed::read, 0, pause, TimeUnit.MILLISECONDS);
    long beat = HEARTBEAT.toMillis();
    feed.heart.scheduleWithFixedDelay(feed::beat, beat, beat, TimeUnit.MILLISECONDS);
    return feed;
  }

  /** The present numbers as a JSON document. */
  public byte[] snapshot() {
    return Json.bytes(current());
  }

  /** How many browsers are being told. */
  public int clientCount() {
    return clients.size();
  }

  @Override
  public void close() {
    readerLoop.shutdownNow();
    heart.shutdownNow();
    clients.forEach(WallClient::drop);
  }

  synchronized void join(WallClient client) {
    if (client.offer(ServerSentEvent.of("snapshot", current()))) {
      clients.add(client);
    }
  }

  void leave(WallClient client) {
    clients.remove(client);
  }

  private void read() {
    try {
      state = new WallState(queries.read(), clock.instant(), null);
    } catch (RuntimeException e) {
      tellOnce(e);
      state = state.failed(e);
    }
    tellAll();
  }

  private void tellOnce(RuntimeException e) {
    if (state.failure() == null) {
      LOG.warn(
          "the wall shows its last numbers, stale, until the store answers again: {}",
          e.toString());
    }
  }

  private void beat() {
    if (sinceLastSent().compareTo(HEARTBEAT) >= 0) {
      tellAll();
    }
  }

  private synchronized Duration sinceLastSent() {
    return Duration.between(lastSentAt, clock.instant());
  }

  private synchronized void tellAll() {
    WallSnapshot now = current();
    byte[] message =
        lastSent != null && now.extendsOn(lastSent)
            ? ServerSentEvent.of("update", now.since(lastSent))
            : ServerSentEvent.of("snapshot", now);
    lastSent = now;
    lastSentAt = clock.instant();
    clients.removeIf(client -> !client.offer(message));
  }

  private WallSnapshot current() {
    WallState seen = state;
    Instant now = clock.instant();
    return WallSnapshot.of(frame, seen.numbers(), now, seen.staleAt(now, patience()));
  }

  private Duration patience() {
    Duration several = refresh.multipliedBy(3);
    return several.compareTo(LEAST_PATIENCE) > 0 ? several : LEAST_PATIENCE;
  }

  private static ScheduledExecutorService loop(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
