package io.daping.common.testing;

import io.daping.common.event.BrowseAction;
import io.daping.common.event.BrowseEvent;
import io.daping.common.event.Event;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderLine;
import io.daping.common.event.OrderStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which view a purchase is owed to, as a table: {@code attribution-truth.csv}. Ids of a case are
 * its own, so all cases run at once; rows of one order event that follow each other are its lines.
 * Times are of {@link Events#ZONE}, payments of {@link Events#DAY}.
 *
 * @param owed order event and line, joined by a colon, to the view's id or {@code none}; a payment
 *     that does not count is absent
 */
public record AttributionTruth(List<Event> events, Map<String, String> owed) {

  /** The table. */
  public static AttributionTruth read() {
    AttributionTruth truth = new AttributionTruth(new ArrayList<>(), new TreeMap<>());
    rows().forEach(truth::add);
    return truth;
  }

  private void add(List<String> row) {
    if (row.get(7).isEmpty()) {
      events.add(browse(row));
      return;
    }
    List<OrderLine> lines = new ArrayList<>();
    Event last = events.isEmpty() ? null : events.get(events.size() - 1);
    if (last instanceof OrderEvent order && order.eventId().equals(own(row, 2))) {
      lines.addAll(order.lines());
      events.remove(last);
    }
    lines.add(Events.line(own(row, 6), 1, 100));
    events.add(order(row, lines));
    if (!row.get(8).equals("uncounted")) {
      String view = row.get(8).equals("none") ? "none" : own(row, 8);
      owed.put(own(row, 2) + ":" + lines.size(), view);
    }
  }

  private static BrowseEvent browse(List<String> row) {
    BrowseAction action = BrowseAction.valueOf(row.get(1).toUpperCase(Locale.ROOT));
    return new BrowseEvent(
        own(row, 2),
        time(row),
        own(row, 4),
        own(row, 5),
        null,
        action,
        own(row, 6),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static OrderEvent order(List<String> row, List<OrderLine> lines) {
    return new OrderEvent(
        own(row, 2),
        time(row),
        own(row, 7),
        own(row, 5),
        OrderStatus.valueOf(row.get(1).toUpperCase(Locale.ROOT)),
        "CNY",
        null,
        null,
        null,
        own(row, 4),
        null,
        lines);
  }

  /** An id that is the case's own; null where the table has none. */
  private static String own(List<String> row, int column) {
    return row.get(column).isEmpty() ? null : row.get(0) + "/" + row.get(column);
  }

  private static long time(List<String> row) {
    return LocalDateTime.parse(row.get(3).replace(' ', 'T'))
        .atZone(Events.ZONE)
        .toInstant()
        .toEpochMilli();
  }

  private static List<List<String>> rows() {
    try (InputStream in = AttributionTruth.class.getResourceAsStream("/attribution-truth.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> Arrays.asList(line.split(",", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
