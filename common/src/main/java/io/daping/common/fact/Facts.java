package io.daping.common.fact;

import static io.daping.common.fact.FactColumn.number;
import static io.daping.common.fact.FactColumn.text;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Facts are the flat rows that metrics count: one a line of an order event, one an event of every
 * other topic, and for {@link Source#INTAKE} one a record. The stream makes them from events, the
 * night selects the same columns from silver.
 */
public final class Facts {
  private static final double MILLION = 1_000_000;

  private static final FactTable<OrderEvent, SoldLine> ORDER =
      new FactTable<>(
          List.of(
              text("event_id", s -> s.event.eventId()),
              text("order_id", s -> s.event.orderId()),
              text("user_id", s -> s.event.userId()),
              text("status", s -> s.event.status().name()),
              text("currency", s -> s.event.currency()),
              text("promotion_id", s -> s.event.promotionId()),
              text("province", s -> s.event.province()),
              text("channel", s -> s.event.channel()),
              text("visitor_id", s -> s.event.visitorId()),
              text("item_id", s -> s.line.itemId()),
              text("shop_id", s -> s.line.shopId()),
              text("brand", s -> s.line.brand()),
              text("category_id", s -> s.line.categoryId()),
              number("quantity", s -> (long) s.line.quantity()),
              number("line_worth", s -> s.line.worth())),
          Facts::soldLines);

  private static final FactTable<BrowseEvent, BrowseEvent> BROWSE =
      FactTable.onePerEvent(
          List.of(
              text("event_id", BrowseEvent::eventId),
              text("visitor_id", BrowseEvent::visitorId),
              text("user_id", BrowseEvent::userId),
              text("session_id", BrowseEvent::sessionId),
              text("action", e -> e.action().code()),
              text("item_id", BrowseEvent::itemId),
              text("shop_id", BrowseEvent::shopId),
              text("brand", BrowseEvent::brand),
              text("category_id", BrowseEvent::categoryId),
              text("recommendation_id", BrowseEvent::recommendationId),
              number("stay_ms", BrowseEvent::stayMs)));

  private static final FactTable<SearchEvent, SearchEvent> SEARCH =
      FactTable.onePerEvent(
          List.of(
              text("event_id", SearchEvent::eventId),
              text("visitor_id", SearchEvent::visitorId),
              text("user_id", SearchEvent::userId),
              text("query", SearchEvent::query),
              text("category_id", SearchEvent::categoryId),
              number("result_count", e -> wide(e.resultCount())),
              text("clicked_item_id", SearchEvent::clickedItemId)));

  private static final FactTable<AccessEvent, AccessEvent> ACCESS =
      FactTable.onePerEvent(
          List.of(
              text("event_id", AccessEvent::eventId),
              text("ip", AccessEvent::ip),
              text("method", AccessEvent::method),
              text("path", AccessEvent::path),
              number("status", e -> (long) e.status()),
              number("bytes", AccessEvent::bytes),
              number("duration_ms", AccessEvent::durationMs),
              text("referrer", AccessEvent::referrer),
              text("user_agent", AccessEvent::userAgent),
              text("visitor_id", AccessEvent::visitorId),
              text("user_id", AccessEvent::userId),
              text("is_robot", e -> Boolean.toString(e.agent().isRobot())),
              text("ip_network", e -> IpNetworks.of(e.ip()))));

  private static final FactTable<MachineEvent, MachineEvent> MACHINE =
      FactTable.onePerEvent(
          List.of(
              text("event_id", MachineEvent::eventId),
              text("host", MachineEvent::host),
              text("zone", MachineEvent::zone),
              number("cpu_millionths", e -> millionths(e.cpu())),
              number("mem_millionths", e -> millionths(e.mem())),
              number("io_millionths", e -> millionths(e.io()))));

  private static final FactTable<AppLogEvent, AppLogEvent> APPLOG =
      FactTable.onePerEvent(
          List.of(
              text("event_id", AppLogEvent::eventId),
              text("app", AppLogEvent::app),
              text("host", AppLogEvent::host),
              text("level", e -> e.level().name()),
              text("logger", AppLogEvent::logger),
              text("release", AppLogEvent::release),
              text("exception_type", e -> type(e.exception())),
              text("fingerprint", AppLogEvent::fingerprint)));

  private static final FactTable<IntakeFact, IntakeFact> INTAKE =
      FactTable.onePerEvent(
          List.of(
              text("topic", f -> f.topic().topicName()),
              text("fate", f -> f.fate().name().toLowerCase(Locale.ROOT)),
              text("reason", f -> f.reason() == null ? null : f.reason().code()),
              text("is_late", f -> Boolean.toString(f.isLate()))));

  private static final Map<Topic, FactTable<?, ?>> TABLES = new EnumMap<>(Topic.class);
  private static final Map<Source, List<FactField>> FIELDS = new EnumMap<>(Source.class);

  static {
    TABLES.put(Topic.ORDER, ORDER);
    TABLES.put(Topic.BROWSE, BROWSE);
    TABLES.put(Topic.SEARCH, SEARCH);
    TABLES.put(Topic.ACCESS, ACCESS);
    TABLES.put(Topic.MACHINE, MACHINE);
    TABLES.put(Topic.APPLOG, APPLOG);
    TABLES.forEach((topic, table) -> FIELDS.put(Source.of(topic), table.fields()));
    FIELDS.put(Source.INTAKE, INTAKE.fields());
  }

  private Facts() {}

  private record SoldLine(OrderEvent event, OrderLine line) {}

  private static void soldLines(OrderEvent event, Consumer<SoldLine> reader) {
    for (OrderLine line : event.lines()) {
      reader.accept(new SoldLine(event, line));
    }
  }

  /** The columns of a source's facts, in order. */
  public static List<FactField> fields(Source source) {
    return FIELDS.get(source);
  }

  /** The position of a column in a source's facts, or -1. */
  public static int position(Source source, String field) {
    List<FactField> fields = fields(source);
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return i;
      }
    }
    return -1;
  }

  /** An event's facts: of each the values String, Long or null, in the order of the fields. */
  public static List<Object[]> of(Event event) {
    boolean[] all = new boolean[fields(Source.of(event.topic())).size()];
    Arrays.fill(all, true);
    List<Object[]> facts = new ArrayList<>();
    each(event, all, facts::add);
    return facts;
  }

  /**
   * Hands over an event's facts, as far as they are asked for.
   *
   * @param asked one for each field; the others read null
   */
  @SuppressWarnings("unchecked") // a topic's table reads that topic's events
  public static void each(Event event, boolean[] asked, Consumer<Object[]> reader) {
    ((FactTable<Event, ?>) TABLES.get(event.topic())).each(event, asked, reader);
  }

  /** The one fact of a judged record. */
  public static Object[] of(IntakeFact record) {
    boolean[] all = new boolean[INTAKE.columns().size()];
    Arrays.fill(all, true);
    return INTAKE.row(record, all);
  }

  /** Percent as whole millionths, so that sums are exact; the night's expression says the same. */
  private static Long millionths(Double percent) {
    return percent == null ? null : (long) Math.floor(percent * MILLION + 0.5);
  }

  private static Long wide(Integer number) {
    return number == null ? null : number.longValue();
  }

  private static String type(LoggedException exception) {
    return exception == null ? null : exception.type();
  }
}
