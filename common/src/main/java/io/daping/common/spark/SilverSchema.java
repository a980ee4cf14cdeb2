package io.daping.common.spark;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.daping.common.event.BrowseEvent;
import io.daping.common.event.Event;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderLine;
import io.daping.common.event.Topic;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Accepted events as rows: the contract's fields under the contract's names. */
public final class SilverSchema {
  private static final StructType LINE =
      new StructType()
          .add("item_id", StringType)
          .add("shop_id", StringType)
          .add("brand", StringType)
          .add("category_id", StringType)
          .add("quantity", IntegerType)
          .add("unit_price", LongType)
          .add("discount", LongType);

  private static final StructType ORDER =
      envelope()
          .add("order_id", StringType)
          .add("user_id", StringType)
          .add("status", StringType)
          .add("currency", StringType)
          .add("promotion_id", StringType)
          .add("province", StringType)
          .add("channel", StringType)
          .add("visitor_id", StringType)
          .add("ip", StringType)
          .add("lines", DataTypes.createArrayType(LINE));

  private static final StructType BROWSE =
      envelope()
          .add("visitor_id", StringType)
          .add("user_id", StringType)
          .add("session_id", StringType)
          .add("action", StringType)
          .add("item_id", StringType)
          .add("shop_id", StringType)
          .add("brand", StringType)
          .add("category_id", StringType)
          .add("referrer", StringType)
          .add("stay_ms", LongType)
          .add("ip", StringType)
          .add("recommendation_id", StringType);

  private SilverSchema() {}

  /** The event's own columns; {@code event_time} is epoch milliseconds. */
  public static StructType of(Topic topic) {
    return switch (topic) {
      case ORDER -> ORDER;
      case BROWSE -> BROWSE;
    };
  }

  /** An event in the columns of its topic. */
  public static Row row(Event event) {
    return event instanceof OrderEvent order ? row(order) : row((BrowseEvent) event);
  }

  private static StructType envelope() {
    return new StructType().add("event_id", StringType).add("event_time", LongType);
  }

  private static Row row(OrderEvent e) {
    Row[] lines = e.lines().stream().map(SilverSchema::row).toArray(Row[]::new);
    return RowFactory.create(
        e.eventId(),
        e.eventTime(),
        e.orderId(),
        e.userId(),
        e.status().name(),
        e.currency(),
        e.promotionId(),
        e.province(),
        e.channel(),
        e.visitorId(),
        e.ip(),
        lines);
  }

  private static Row row(OrderLine l) {
    return RowFactory.create(
        l.itemId(),
        l.shopId(),
        l.brand(),
        l.categoryId(),
        l.quantity(),
        l.unitPrice(),
        l.discount());
  }

  private static Row row(BrowseEvent e) {
    return RowFactory.create(
        e.eventId(),
        e.eventTime(),
        e.visitorId(),
        e.userId(),
        e.sessionId(),
        e.action().code(),
        e.itemId(),
        e.shopId(),
        e.brand(),
        e.categoryId(),
        e.referrer(),
        e.stayMs(),
        e.ip(),
        e.recommendationId());
  }
}
