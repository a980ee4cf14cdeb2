package io.daping.common.spark;

import static io.daping.common.spark.SilverColumn.column;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.daping.common.event.AccessEvent;
import io.daping.common.event.AppLogEvent;
import io.daping.common.event.BrowseEvent;
import io.daping.common.event.Event;
import io.daping.common.event.LoggedException;
import io.daping.common.event.MachineEvent;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderLine;
import io.daping.common.event.SearchEvent;
import io.daping.common.event.Topic;
import io.daping.common.privacy.ProtectedReceiver;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Accepted events as rows: the contract's fields under the contract's names, and what they imply.
 */
public final class SilverSchema {
  private static final SilverTable<OrderLine> LINE =
      SilverTable.of(
          column("item_id", StringType, OrderLine::itemId),
          column("shop_id", StringType, OrderLine::shopId),
          column("brand", StringType, OrderLine::brand),
          column("category_id", StringType, OrderLine::categoryId),
          column("quantity", IntegerType, OrderLine::quantity),
          column("unit_price", LongType, OrderLine::unitPrice),
          column("discount", LongType, OrderLine::discount));

  private static final SilverTable<OrderEvent> ORDER =
      SilverTable.of(
          column("event_id", StringType, OrderEvent::eventId),
          column("event_time", LongType, OrderEvent::eventTime),
          column("order_id", StringType, OrderEvent::orderId),
          column("user_id", StringType, OrderEvent::userId),
          column("status", StringType, e -> e.status().name()),
          column("currency", StringType, OrderEvent::currency),
          column("promotion_id", StringType, OrderEvent::promotionId),
          column("province", StringType, OrderEvent::province),
          column("channel", StringType, OrderEvent::channel),
          column("visitor_id", StringType, OrderEvent::visitorId),
          column("ip", StringType, OrderEvent::ip),
          column("lines", DataTypes.createArrayType(LINE.schema()), SilverSchema::lines));

  private static final SilverTable<ProtectedReceiver> RECEIVER =
      SilverTable.of(
          column("receiver_name_masked", StringType, ProtectedReceiver::nameMasked),
          column("receiver_phone_masked", StringType, ProtectedReceiver::phoneMasked),
          column("receiver_address_masked", StringType, ProtectedReceiver::addressMasked),
          column("receiver_name_token", StringType, ProtectedReceiver::nameToken),
          column("receiver_phone_token", StringType, ProtectedReceiver::phoneToken),
          column("receiver_address_token", StringType, ProtectedReceiver::addressToken),
          column("pii_key_id", StringType, ProtectedReceiver::keyId));

  private static final SilverTable<BrowseEvent> BROWSE =
      SilverTable.of(
          column("event_id", StringType, BrowseEvent::eventId),
          column("event_time", LongType, BrowseEvent::eventTime),
          column("visitor_id", StringType, BrowseEvent::visitorId),
          column("user_id", StringType, BrowseEvent::userId),
          column("session_id", StringType, BrowseEvent::sessionId),
          column("action", StringType, e -> e.action().code()),
          column("item_id", StringType, BrowseEvent::itemId),
          column("shop_id", StringType, BrowseEvent::shopId),
          column("brand", StringType, BrowseEvent::brand),
          column("category_id", StringType, BrowseEvent::categoryId),
          column("referrer", StringType, BrowseEvent::referrer),
          column("stay_ms", LongType, BrowseEvent::stayMs),
          column("ip", StringType, BrowseEvent::ip),
          column("recommendation_id", StringType, BrowseEvent::recommendationId));

  private static final SilverTable<SearchEvent> SEARCH =
      SilverTable.of(
          column("event_id", StringType, SearchEvent::eventId),
          column("event_time", LongType, SearchEvent::eventTime),
          column("visitor_id", StringType, SearchEvent::visitorId),
          column("user_id", StringType, SearchEvent::userId),
          column("query", StringType, SearchEvent::query),
          column("category_id", StringType, SearchEvent::categoryId),
          column("result_count", IntegerType, SearchEvent::resultCount),
          column("clicked_item_id", StringType, SearchEvent::clickedItemId));

  private static final SilverTable<AccessEvent> ACCESS =
      SilverTable.of(
          column("event_id", StringType, AccessEvent::eventId),
          column("event_time", LongType, AccessEvent::eventTime),
          column("ip", StringType, AccessEvent::ip),
          column("method", StringType, AccessEvent::method),
          column("path", StringType, AccessEvent::path),
          column("status", IntegerType, AccessEvent::status),
          column("bytes", LongType, AccessEvent::bytes),
          column("duration_ms", LongType, AccessEvent::durationMs),
          column("referrer", StringType, AccessEvent::referrer),
          column("user_agent", StringType, AccessEvent::userAgent),
          column("visitor_id", StringType, AccessEvent::visitorId),
          column("user_id", StringType, AccessEvent::userId),
          column("agent_name", StringType, e -> e.agent().name()),
          column("agent_os", StringType, e -> e.agent().os()),
          column("agent_class", StringType, e -> e.agent().device().code()),
          column("is_robot", BooleanType, e -> e.agent().isRobot()));

  private static final SilverTable<MachineEvent> MACHINE =
      SilverTable.of(
          column("event_id", StringType, MachineEvent::eventId),
          column("event_time", LongType, MachineEvent::eventTime),
          column("host", StringType, MachineEvent::host),
          column("zone", StringType, MachineEvent::zone),
          column("cpu", DoubleType, MachineEvent::cpu),
          column("mem", DoubleType, MachineEvent::mem),
          column("io", DoubleType, MachineEvent::io),
          column("load1", DoubleType, MachineEvent::load1),
          column("net_in", DoubleType, MachineEvent::netIn),
          column("net_out", DoubleType, MachineEvent::netOut));

  private static final SilverTable<LoggedException> EXCEPTION =
      SilverTable.of(
          column("type", StringType, LoggedException::type),
          column("message", StringType, LoggedException::message),
          column("stack", StringType, LoggedException::stack));

  private static final SilverTable<AppLogEvent> APPLOG =
      SilverTable.of(
          column("event_id", StringType, AppLogEvent::eventId),
          column("event_time", LongType, AppLogEvent::eventTime),
          column("app", StringType, AppLogEvent::app),
          column("host", StringType, AppLogEvent::host),
          column("level", StringType, e -> e.level().name()),
          column("logger", StringType, AppLogEvent::logger),
          column("thread", StringType, AppLogEvent::thread),
          column("message", StringType, AppLogEvent::message),
          column("release", StringType, AppLogEvent::release),
          column("trace_id", StringType, AppLogEvent::traceId),
          column("tags", DataTypes.createMapType(StringType, StringType), SilverSchema::tags),
          column("exception", EXCEPTION.schema(), SilverSchema::exception),
          column("fingerprint", StringType, AppLogEvent::fingerprint));

  private static final Map<Topic, SilverTable<?>> TABLES = new EnumMap<>(Topic.class);

  static {
    TABLES.put(Topic.ORDER, ORDER);
    TABLES.put(Topic.BROWSE, BROWSE);
    TABLES.put(Topic.SEARCH, SEARCH);
    TABLES.put(Topic.ACCESS, ACCESS);
    TABLES.put(Topic.MACHINE, MACHINE);
    TABLES.put(Topic.APPLOG, APPLOG);
  }

  private SilverSchema() {}

  /**
   * The event's own columns; {@code event_time} is epoch milliseconds. Orders have those of their
   * receiver behind them: masks, tokens, and the id of the key that made these.
   */
  public static StructType of(Topic topic) {
    StructType own = TABLES.get(topic).schema();
    return topic == Topic.ORDER ? RECEIVER.behind(own) : own;
  }

  /**
   * An event in the columns of its topic.
   *
   * @param receiver of an order; not looked at for other topics
   */
  @SuppressWarnings("unchecked") // a topic's table reads that topic's events
  public static Row row(Event event, ProtectedReceiver receiver) {
    Row own = ((SilverTable<Event>) TABLES.get(event.topic())).row(event);
    return event.topic() == Topic.ORDER ? RECEIVER.behind(own, receiver) : own;
  }

  private static Row[] lines(OrderEvent order) {
    return order.lines().stream().map(LINE::row).toArray(Row[]::new);
  }

  /** A row of Spark holds Scala's maps. */
  private static scala.collection.Map<String, String> tags(AppLogEvent event) {
    return event.tags() == null ? null : CollectionConverters.asScala(event.tags());
  }

  private static Row exception(AppLogEvent event) {
    return event.exception() == null ? null : EXCEPTION.row(event.exception());
  }
}
