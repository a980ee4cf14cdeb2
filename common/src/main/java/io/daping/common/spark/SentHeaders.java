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

  /**
   * Columns {@code repairs_partition} and {@code repairs_offset} out of {@code headers} and {@code
   * topic}: which record of the same topic a record replaces. Numbers, since a header is anyone's
   * text and text would have to be looked through for personal data.
   */
  public static Column[] repairs() {
    return new Column[] {
      expr(place(1, "int")).as("repairs_partition"), expr(place(2, "bigint")).as("repairs_offset")
    };
  }

  private static String place(int part, String type) {
    return "try_cast(regexp_extract(%s, concat('^', topic, '/([0-9]+)/([0-9]+)$'), %d) as %s)"
        .formatted(text(EventSender.REPAIRS), part, type);
  }

  private static String text(String header) {
    return "cast(get(filter(headers, h -> h.key = '" + header + "'), 0).value as string)";
  }
}
