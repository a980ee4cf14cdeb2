package io.daping.batch.dimension;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.daping.common.spark.DimensionTable;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import scala.jdk.javaapi.CollectionConverters;

/** Checks a list's entries, one after another, and gathers them as rows. */
final class EntryRows implements Consumer<ListEntry> {
  private final DimensionTable table;
  private final ZoneId zone;
  private final BadList bad;
  private final Map<String, Long> lineOfKey = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param zone of dates that stand for a time
   */
  EntryRows(DimensionTable table, ZoneId zone, BadList bad) {
    this.table = table;
    this.zone = zone;
    this.bad = bad;
  }

  /** Rows of {@link DimensionTable#listSchema()}. */
  List<Row> rows() {
    return rows;
  }

  @Override
  public void accept(ListEntry entry) {
    Map<String, String> values = new TreeMap<>(entry.values());
    String key = values.remove(table.key());
    if (key == null || key.isBlank()) {
      bad.add(entry.line(), table.key() + " is missing");
      return;
    }
    Long before = lineOfKey.putIfAbsent(key, entry.line());
    if (before != null) {
      bad.add(entry.line(), table.key() + " " + key + " stands in line " + before + " already");
      return;
    }
    rows.add(row(entry.line(), key, values));
  }

  private Row row(long line, String key, Map<String, String> values) {
    List<Object> row = new ArrayList<>();
    row.add(key);
    for (StructField attribute : table.attributes()) {
      row.add(value(line, attribute, values.remove(attribute.name())));
    }
    row.add(values.isEmpty() ? null : CollectionConverters.asScala(values));
    return RowFactory.create(row.toArray());
  }

  private Object value(long line, StructField attribute, String text) {
    try {
      return text == null ? null : value(attribute.dataType(), text);
    } catch (NumberFormatException | DateTimeException e) {
      bad.add(line, attribute.name() + " must be " + wanted(attribute) + ", was " + text);
      return null;
    }
  }

  private Object value(DataType type, String text) {
    if (type.equals(LongType)) {
      return Long.parseLong(digits(text));
    }
    if (type.equals(IntegerType)) {
      return Integer.parseInt(digits(text));
    }
    return type.equals(TimestampType) ? Timestamp.from(time(text)) : text;
  }

  private static String digits(String text) {
    if (!text.matches("\\d+")) {
      throw new NumberFormatException(text);
    }
    return text;
  }

  private Instant time(String text) {
    if (text.matches("-?\\d+")) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    return text.length() == "2026-11-11".length()
        ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
        : Instant.parse(text);
  }

  private static String wanted(StructField attribute) {
    return attribute.dataType().equals(TimestampType)
        ? "a date, an ISO instant or epoch milliseconds"
        : "a whole number, not negative";
  }
}
