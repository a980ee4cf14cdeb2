package io.daping.streaming.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Metric;
import io.daping.common.catalogue.Windows;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.MetricState;
import io.daping.common.serve.Reading;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Numbers as whoever subscribes to topic {@value MetricTopic#TOPIC} gets them; docs/metric-topic.md
 * is the contract. Not safe for two threads.
 *
 * <pre>
 * key:   METRIC|GRAIN|WINDOW_START|DIMENSION|MEMBER, of money then |CURRENCY
 * value: one JSON object
 * </pre>
 */
public final class MetricRecords {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

  private final Catalogue catalogue;
  private final MetricsPlan plan;
  private final ZoneId zone;
  private final Windows windows;

  public MetricRecords(Catalogue catalogue, MetricsPlan plan) {
    this.catalogue = catalogue;
    this.plan = plan;
    this.zone = plan.zone();
    this.windows = new Windows(zone);
  }

  /** Hands over key and value of each number that an addition changed. */
  void forEach(
      CellKey key, Cell added, Cell total, long timestamp, BiConsumer<String, byte[]> taker) {
    for (Metric metric : catalogue.of(key.source())) {
      Optional<MetricState> addition = added.state(metric.id());
      if (addition.isPresent() && metric.isKept(key.dimension(), key.grain())) {
        SortedMap<String, Reading> now = readings(metric, total);
        for (String currency : Reading.all(metric, addition.get()).keySet()) {
          // What was added and taken back is no longer in the cell, and that is a number, too.
          Reading reading = now.getOrDefault(currency, new Reading(0, 0));
          taker.accept(
              name(metric, key, currency), json(metric, key, currency, reading, timestamp));
        }
      }
    }
  }

  private static SortedMap<String, Reading> readings(Metric metric, Cell cell) {
    return cell.state(metric.id()).map(s -> Reading.all(metric, s)).orElseGet(TreeMap::new);
  }

  private String name(Metric metric, CellKey key, String currency) {
    String name =
        String.join(
            "|",
            metric.name(),
            key.grain().grainName(),
            time(key.window()),
            key.dimension().name(),
            key.value());
    return currency.equals(Reading.NO_CURRENCY) ? name : name + "|" + currency;
  }

  private byte[] json(
      Metric metric, CellKey key, String currency, Reading reading, long timestamp) {
    long end = windows.end(key.grain(), key.window());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("metric", metric.name());
    fields.put("grain", key.grain().grainName());
    fields.put("window_start", time(key.window()));
    fields.put("window_end", time(end));
    fields.put("dimension", key.dimension().name());
    fields.put("member", key.value());
    fields.put("value", reading.value());
    if (!currency.equals(Reading.NO_CURRENCY)) {
      fields.put("currency", currency);
    }
    fields.put("error", reading.error());
    fields.put("as_of", time(timestamp));
    fields.put("catalogue_version", plan.catalogueVersion());
    fields.put("provisional", timestamp < end + plan.graceMs(key.grain()));
    try {
      return JSON.writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a number that is no JSON: " + fields, e);
    }
  }

  private String time(long time) {
    return TIME.format(Instant.ofEpochMilli(time).atZone(zone).toOffsetDateTime());
  }
}
