package io.daping.services.answer;

import io.daping.common.catalogue.Grain;
import io.daping.common.serve.BadQuery;
import io.daping.common.serve.Layer;
import io.daping.common.serve.MetricQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A question as it was typed; null is what was left out. Absent bounds are {@link #BEGINNING} and
 * {@link #END}: the reader then gives what it keeps of that grain, of minutes the last day that has
 * any.
 *
 * @param where texts of the form {@code DIM=VALUE}
 * @param window length of sliding windows, {@code 5m}; the grain is then the minute
 * @param since of a ranking: how long ago the one was that ranks are compared with, {@code 5m}
 */
public record Question(
    String metric,
    String by,
    String grain,
    String from,
    String to,
    List<String> where,
    String top,
    String layer,
    String window,
    String since) {

  /** Stands for "from the first window that is kept". */
  public static final Instant BEGINNING = Instant.EPOCH;

  /** Stands for "up to the newest window". */
  public static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * The question with its defaults: by total, of days, the served layer.
   *
   * @throws BadQuery naming the part that cannot be understood
   */
  public MetricQuery asked(ZoneId zone) {
    Instant first = from == null ? BEGINNING : Times.parse("from", from, zone);
    Instant end = to == null ? END : Times.parse("to", to, zone);
    if (!first.isBefore(end)) {
      throw new BadQuery("from must be before to: " + first + " is not before " + end);
    }
    return new MetricQuery(
        metric,
        by == null ? "total" : by,
        oneOf("grain", Grain.class, grain, window == null ? Grain.DAY : Grain.MINUTE),
        first,
        end,
        conditions(),
        best(),
        oneOf("layer", Layer.class, layer, Layer.SERVED),
        minutes("window", window),
        earlier());
  }

  private Duration earlier() {
    if (since != null && (top == null || window != null)) {
      throw new BadQuery("since compares ranks: it needs top, and no window");
    }
    return minutes("since", since);
  }

  private static Duration minutes(String name, String text) {
    if (text == null) {
      return null;
    }
    if (!text.matches("([1-9]|[1-5][0-9]|60)m")) {
      throw new BadQuery(name + " must be minutes from 1m to 60m, was \"" + text + "\"");
    }
    return Duration.ofMinutes(Integer.parseInt(text.substring(0, text.length() - 1)));
  }

  private Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>();
    for (String condition : where) {
      int equals = condition.indexOf('=');
      if (equals < 1) {
        throw new BadQuery("where must be DIM=VALUE, was \"" + condition + "\"");
      }
      String dimension = condition.substring(0, equals);
      if (conditions.put(dimension, condition.substring(equals + 1)) != null) {
        throw new BadQuery("where names " + dimension + " twice");
      }
    }
    return conditions;
  }

  private OptionalInt best() {
    if (top == null) {
      return OptionalInt.empty();
    }
    if (!top.matches("[0-9]{1,4}")
        || Integer.parseInt(top) < 1
        || Integer.parseInt(top) > MetricQuery.MOST_ROWS) {
      throw new BadQuery(
          "top must be a number from 1 to " + MetricQuery.MOST_ROWS + ", was \"" + top + "\"");
    }
    return OptionalInt.of(Integer.parseInt(top));
  }

  private static <E extends Enum<E>> E oneOf(String name, Class<E> type, String text, E otherwise) {
    if (text == null) {
      return otherwise;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(e -> e.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () -> new BadQuery(name + " must be " + names(type) + ", was \"" + text + "\""));
  }

  private static String names(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(e -> e.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" or "));
  }
}
