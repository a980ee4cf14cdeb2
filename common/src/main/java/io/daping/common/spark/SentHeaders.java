package io.daping.common.spark;

import static org.apache.spark.sql.functions.expr;

import io.daping.common.sender.EventSender;
import org.apache.spark.sql.Column;

/** Reads what our senders write into Kafka's headers; null where a foreign producer wrote else. */
public final class SentHeaders {
  private SentHeaders() {}

  /** Columns {@code source} and {@code sent_minute} out of Spark's column {@code headers}. */
  public static Column[] columns() {
    return new Column[] {
      expr(text(EventSender.SOURCE)).as(EventSender.SOURCE),
      expr("try_cast(" + text(EventSender.SENT_MINUTE) + " as bigint)").as(EventSender.SENT_MINUTE)
    };
  }

  private static String text(String header) {
    return "cast(get(filter(headers, h -> h.key = '" + header + "'), 0).value as string)";
  }
}
