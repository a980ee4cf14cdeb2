package io.daping.services.host;

import io.daping.common.config.HostSettings;
import io.daping.common.event.Topic;
import io.daping.common.sender.EventSender;
import io.daping.common.sender.Outgoing;
import io.daping.services.collect.CollectorPart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Samples this machine into Kafka, from its start until it is closed. Samples that Kafka does not
 * take are sent again, {@value #KEPT} of them at most.
 */
public final class HostAgent implements CollectorPart {
  private static final Logger LOG = LogManager.getLogger(HostAgent.class);
  private static final Duration END = Duration.ofSeconds(10);
  private static final int KEPT = 1_000;

  private final Machine machine;
  private final long intervalMs;
  private final EventSender sender;
  private final LinkedBlockingDeque<Outgoing> refused = new LinkedBlockingDeque<>(KEPT);
  private long number;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "host-agent");
            thread.setDaemon(true);
            return thread;
          });

  private HostAgent(Machine machine, long intervalMs, EventSender sender) {
    this.machine = machine;
    this.intervalMs = intervalMs;
    this.sender = sender;
  }

  /**
   * A sample comes in the middle of each interval of the wall clock, so that minutes have equally
   * many, from a thread of its own.
   *
   * @param sender is closed with this
   */
  public static HostAgent start(HostSettings settings, EventSender sender) {
    long intervalMs = Math.max(1, settings.interval().toMillis());
    HostAgent agent = new HostAgent(Machine.of(settings), intervalMs, sender);
    agent.scheduleNext();
    return agent;
  }

  /**
   * How long until the middle of the next interval. In the middle a timer that goes a little wrong
   * does not come into the neighbour; intervals that were slept through are left out.
   */
  static long untilNext(long now, long intervalMs) {
    return (Math.floorDiv(now, intervalMs) + 1) * intervalMs + intervalMs / 2 - now;
  }

  private void scheduleNext() {
    long ms = untilNext(System.currentTimeMillis(), intervalMs);
    try {
      clock.schedule(this::tick, ms, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // Closed meanwhile.
      return;
    }
  }

  @Override
  public String announcement() {
    return "host: " + machine.host();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    sender.close(END);
  }

  private void tick() {
    try {
      List<Outgoing> again = new ArrayList<>();
      refused.drainTo(again);
      again.forEach(this::send);
      send(sampled(System.currentTimeMillis()));
    } catch (RuntimeException e) {
      LOG.error("this machine could not be sampled; tried again at the next interval", e);
    } finally {
      scheduleNext();
    }
  }

  private Outgoing sampled(long now) {
    byte[] spread = machine.host().getBytes(StandardCharsets.UTF_8);
    byte[] value = machine.sample(now);
    return new Outgoing(Topic.MACHINE.topicName(), machine.host(), spread, value, now, ++number);
  }

  private void send(Outgoing sample) {
    sender.send(sample).whenComplete((done, problem) -> keepIfRefused(sample, problem));
  }

  private void keepIfRefused(Outgoing sample, Throwable problem) {
    if (problem != null && !refused.offerLast(sample)) {
      LOG.warn("sample {} is given up: {}", sample.origin(), problem.getMessage());
    }
  }
}
