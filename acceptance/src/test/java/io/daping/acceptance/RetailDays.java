package io.daping.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whole business days of the recorded year of orders: December, whose second is the busiest by the
 * minute, and the two days on which giant orders were paid and taken back.
 */
final class RetailDays {
  /** What items are ranked by; ties by the other. */
  enum Measure {
    UNITS,
    GMV
  }

  /** All days with orders up to Christmas. */
  private static final Set<String> DAYS =
      Stream.concat(
              IntStream.rangeClosed(1, 24).mapToObj("2010-12-%02d"::formatted),
              Stream.of("2011-01-18", "2011-12-09"))
          .collect(Collectors.toUnmodifiableSet());

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final int TOP = 10;

  private RetailDays() {}

  /** The records of these days, as recorded. */
  static List<String> records() {
    return Recorded.lines(
        "online-retail",
        "order.jsonl.gz",
        lines -> lines.filter(line -> DAYS.contains(day(Records.tree(line)))).toList());
  }

  /** These of all days. */
  static Map<String, Long> of(Map<String, Long> days) {
    Map<String, Long> some = new TreeMap<>(days);
    some.keySet().retainAll(DAYS);
    return some;
  }

  /** The ten items of which most was paid, best first; added up here, from the records. */
  static Map<String, Long> topItems(Measure by) {
    Map<String, long[]> sums = new TreeMap<>();
    for (String record : records()) {
      JsonNode order = Records.tree(record);
      if (order.get("status").asText().equals("PAID")) {
        order.get("lines").forEach(line -> add(line, sums));
      }
    }
    Comparator<Map.Entry<String, long[]>> order =
        Comparator.comparingLong(item -> -item.getValue()[by.ordinal()]);
    Map<String, Long> top = new LinkedHashMap<>();
    sums.entrySet().stream()
        .sorted(
            order
                .thenComparing(item -> -item.getValue()[1 - by.ordinal()])
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(TOP)
        .forEach(item -> top.put(item.getKey(), item.getValue()[by.ordinal()]));
    return top;
  }

  private static void add(JsonNode line, Map<String, long[]> sums) {
    long units = line.get("quantity").asLong();
    long[] sum = sums.computeIfAbsent(line.get("item_id").asText(), item -> new long[2]);
    sum[Measure.UNITS.ordinal()] += units;
    sum[Measure.GMV.ordinal()] += units * line.get("unit_price").asLong();
  }

  private static String day(JsonNode order) {
    Instant time = Instant.ofEpochMilli(order.get("event_time").asLong());
    return time.atZone(ZONE).toLocalDate().toString();
  }
}
