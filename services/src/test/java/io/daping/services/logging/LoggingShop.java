package io.daping.services.logging;

import io.daping.common.logging.EventAppender;
import java.io.IOException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;

/** A small application: logs so many events, one with an exception, and says how it went. */
public final class LoggingShop {
  private static final Logger LOG = LogManager.getLogger("shop.Till");

  private LoggingShop() {}

  public static void main(String[] args) {
    int count = Integer.parseInt(args[0]);
    long start = System.nanoTime();
    ThreadContext.put("order", "o-\u4e2d-\"1\"");
    LOG.error(
        "refused\nby bank \u001b[31m",
        new IllegalStateException("no\nmoney", new IOException("closed")));
    ThreadContext.clearAll();
    LogManager.getLogger("org.apache.kafka.clients.NetworkClient").error("would go round");
    for (int i = 1; i < count; i++) {
      LOG.info("sold {}", i);
    }
    System.out.println("logged ms " + (System.nanoTime() - start) / 1_000_000);
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    EventAppender events = context.getConfiguration().getAppender("daping");
    LogManager.shutdown();
    System.out.println("discarded " + events.discarded());
  }
}
