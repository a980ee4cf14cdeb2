package io.daping.common.logging;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;

/**
 * Log4j's appender {@code DapingEvents}: a bounded queue that a thread of its own empties towards
 * Kafka or the collector. Whoever logs never waits; what the queue cannot hold and what does not
 * arrive is counted, and told on standard error at the end. Events of Kafka's client are refused:
 * to send them would make more of them.
 */
@Plugin(name = "DapingEvents", category = "Core", elementType = "appender")
public final class EventAppender extends AbstractAppender {
  private static final String KAFKA = "org.apache.kafka";
  private static final int MOST_AT_ONCE = 500;
  private static final long IDLE_MS = 100;

  private final LogTarget target;
  private final Duration patience;
  private final BlockingQueue<byte[]> queue;
  private final AtomicLong discarded = new AtomicLong();
  private final Thread thread = new Thread(this::run, "daping-log-events");
  private volatile boolean ending;

  private EventAppender(
      String name, Layout<? extends Serializable> layout, int size, Destination to) {
    super(name, null, layout, true, Property.EMPTY_ARRAY);
    this.target = to.target();
    this.patience = to.patience();
    this.queue = new ArrayBlockingQueue<>(size);
    thread.setDaemon(true);
  }

  /** Where to, and how long the end of the application may wait for it. */
  private record Destination(LogTarget target, Duration patience) {}

  /**
   * Called by Log4j.
   *
   * @param to {@code kafka:HOST:PORT,...} or the address of the collector's endpoint
   */
  @PluginFactory
  public static EventAppender create(
      @PluginAttribute("name") String name,
      @PluginAttribute("app") String app,
      @PluginAttribute("to") String to,
      @PluginAttribute(value = "token", sensitive = true) String token,
      @PluginAttribute(value = "queue", defaultInt = 8192) int queue,
      @PluginAttribute(value = "patienceMillis", defaultLong = 3000) long patienceMillis,
      @PluginElement("Layout") Layout<? extends Serializable> layout) {
    Duration patience = Duration.ofMillis(patienceMillis);
    LogTarget target =
        to.startsWith("kafka:")
            ? new KafkaTarget(to.substring("kafka:".length()), app, patience)
            : new CollectorTarget(URI.create(to), token == null ? "" : token, patience);
    return new EventAppender(name, layout, queue, new Destination(target, patience));
  }

  /** How many events were not sent since the start. */
  public long discarded() {
    return discarded.get();
  }

  @Override
  public void start() {
    super.start();
    thread.start();
  }

  @Override
  public void append(LogEvent event) {
    if (event.getLoggerName() != null && event.getLoggerName().startsWith(KAFKA)) {
      return;
    }
    // Asked first: no work is done for an event that finds no place.
    boolean full = queue.remainingCapacity() == 0;
    if (full || !queue.offer(getLayout().toByteArray(event))) {
      discarded.incrementAndGet();
    }
  }

  @Override
  public boolean stop(long timeout, TimeUnit unit) {
    setStopping();
    ending = true;
    try {
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    discarded.addAndGet(queue.size() + target.close(patience));
    if (discarded.get() > 0) {
      System.err.println("daping: " + discarded.get() + " log events were not sent");
    }
    setStopped();
    return true;
  }

  private void run() {
    List<byte[]> records = new ArrayList<>();
    try {
      while (!ending || !queue.isEmpty()) {
        byte[] first = queue.poll(IDLE_MS, TimeUnit.MILLISECONDS);
        if (first != null) {
          records.add(first);
          queue.drainTo(records, MOST_AT_ONCE - 1);
          discarded.addAndGet(target.send(records));
          records.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
