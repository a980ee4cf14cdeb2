package io.daping.common.testing;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.event.BrowseAction;
import io.daping.common.event.Event;
import io.daping.common.event.LogLevel;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderLine;
import io.daping.common.event.OrderStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What each metric means, as tables: {@code metrics-truth-events.csv} lists the events of each case
 * in the order of their arrival, {@code metrics-truth-cells.csv} the numbers of 2026-11-11 that
 * they make. Of a dimension and grain that a case names, the numbers given are all there are. Times
 * are of {@link #ZONE}; rows of one event id that follow each other are lines of one order. Each
 * case is moved to days and given ids of its own, so that all may be counted at once.
 */
public final class MetricsTruth {
  /** The business zone of the tables. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** The first case's day. */
  public static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 11);

  /** Longer than orders are remembered. */
  private static final int DAYS_APART = 60;

  private MetricsTruth() {}

  /**
   * One case.
   *
   * @param day whose numbers are given
   * @param cells expected: metric, by, dimension, grain, window start (ISO), currency and value,
   *     joined by blanks
   * @param named the dimension and grain of these cells, joined by a blank
   */
  public record Case(
      String name,
      LocalDate day,
      List<Event> events,
      TreeSet<String> cells,
      TreeSet<String> named) {
    static Case empty(String name, int number) {
      LocalDate day = FIRST_DAY.plusDays((long) number * DAYS_APART);
      return new Case(name, day, new ArrayList<>(), new TreeSet<>(), new TreeSet<>());
    }

    /** A row with a time and ids of this case's own. */
    List<String> own(List<String> row, int time, int... ids) {
      List<String> own = new ArrayList<>(row);
      long days = FIRST_DAY.until(day, ChronoUnit.DAYS);
      own.set(time, parsed(row.get(time)).plusDays(days).toString());
      for (int id : ids) {
        own.set(id, row.get(id).isEmpty() ? "" : day + "/" + row.get(id));
      }
      return own;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A number in the form of {@link Case#cells}. */
  public static String cell(
      String metric,
      String by,
      String dimension,
      String grain,
      Instant window,
      String currency,
      long value) {
    return String.join(
        " ",
        metric,
        by,
        dimension,
        grain,
        window.toString(),
        currency == null ? "" : currency,
        Long.toString(value));
  }

  /** Every case of the tables. */
  public static List<Case> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    Catalogue catalogue = Catalogue.load();
    for (List<String> row : rows("/metrics-truth-events.csv")) {
      Case c = cases.computeIfAbsent(row.get(0), name -> Case.empty(name, cases.size()));
      add(c.own(row, 2, 1, 4), c.events());
    }
    for (List<String> given : rows("/metrics-truth-cells.csv")) {
      Case c = cases.get(given.get(0));
      List<String> row = c.own(given, 5);
      int decimals = catalogue.metric(row.get(1)).orElseThrow().unit().decimals();
      long value = new BigDecimal(row.get(7)).movePointRight(decimals).longValueExact();
      c.named().add(row.get(2) + " " + row.get(4));
      c.cells()
          .add(
              cell(
                  row.get(1),
                  row.get(2),
                  row.get(3),
                  row.get(4),
                  at(row.get(5)),
                  row.get(6),
                  value));
    }
    return List.copyOf(cases.values());
  }

  private static void add(List<String> row, List<Event> events) {
    Event last = events.isEmpty() ? null : events.get(events.size() - 1);
    if (last instanceof OrderEvent order && order.eventId().equals(row.get(1))) {
      List<OrderLine> lines = new ArrayList<>(order.lines());
      lines.add(line(row));
      events.set(events.size() - 1, order(row, lines));
    } else if (row.get(4).isEmpty()) {
      events.add(other(row));
    } else {
      events.add(order(row, List.of(line(row))));
    }
  }

  /**
   * A sample's quantity is its processor load; a request's is its duration, its price the status.
   */
  private static Event other(List<String> row) {
    String id = row.get(1);
    String event = row.get(3);
    String who = row.get(5);
    Instant at = at(row.get(2));
    String what = row.get(6);
    String number = orNull(row.get(8));
    return switch (event) {
      case "view", "cart", "favorite" ->
          Events.browsed(id, who, at, what, BrowseAction.valueOf(event.toUpperCase(Locale.ROOT)));
      case "search" -> Events.searched(id, who, at, what);
      case "request" ->
          Events.requested(
              id,
              who,
              at,
              what,
              row.get(9).isEmpty() ? 200 : Integer.parseInt(row.get(9)),
              number == null ? null : Long.valueOf(number));
      case "crawl" -> Events.crawled(id, who, at, what);
      case "sample" ->
          Events.sampled(id, who, at, number == null ? 50 : Double.parseDouble(number));
      default -> Events.logged(id, who, at, LogLevel.valueOf(event), what);
    };
  }

  private static OrderEvent order(List<String> row, List<OrderLine> lines) {
    return Events.order(
        row.get(1),
        row.get(4),
        orNull(row.get(5)),
        OrderStatus.valueOf(row.get(3)),
        at(row.get(2)),
        row.get(11),
        lines);
  }

  private static OrderLine line(List<String> row) {
    return Events.line(
        row.get(6),
        orNull(row.get(7)),
        Integer.parseInt(row.get(8)),
        Long.parseLong(row.get(9)),
        Long.parseLong(row.get(10)));
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Instant at(String time) {
    return parsed(time).atZone(ZONE).toInstant();
  }

  private static LocalDateTime parsed(String time) {
    return LocalDateTime.parse(time.replace(' ', 'T'));
  }

  private static List<List<String>> rows(String resource) {
    try (InputStream in = MetricsTruth.class.getResourceAsStream(resource)) {
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
