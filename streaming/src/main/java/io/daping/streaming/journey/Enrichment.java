package io.daping.streaming.journey;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_millis;

import io.daping.common.hbase.DimensionPins;
import io.daping.common.spark.DimensionTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * Events with what was known of their item and user at their time, by pinned versions of the
 * dimension tables.
 *
 * <p>In: rows with {@code event_time} and the dimensions' keys. Out: the same rows, each once, and
 * {@code item_*} and {@code user_*} as {@link io.daping.common.spark.JourneyTables} says.
 *
 * @param reader gives a dimension table as it was at one of its versions
 */
record Enrichment(DimensionPins pins, BiFunction<DimensionTable, Long, Dataset<Row>> reader) {

  Dataset<Row> of(Dataset<Row> events) {
    Dataset<Row> enriched = events;
    for (DimensionTable table : DimensionTable.values()) {
      enriched = with(enriched, table, version(table));
    }
    return enriched;
  }

  private Long version(DimensionTable table) {
    return switch (table) {
      case ITEM -> pins.item();
      case USER -> pins.user();
    };
  }

  private Dataset<Row> with(Dataset<Row> events, DimensionTable table, Long version) {
    Dataset<Row> known =
        version == null
            ? nothing(events, table)
            : asOf(events, table, reader.apply(table, version));
    return known.withColumn(table.code() + "_version", lit(version).cast("long"));
  }

  private static Dataset<Row> nothing(Dataset<Row> events, DimensionTable table) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (StructField attribute : table.listSchema().fields()) {
      if (!attribute.name().equals(table.key())) {
        columns.put(name(table, attribute.name()), lit(null).cast(attribute.dataType()));
      }
    }
    return events.withColumns(columns);
  }

  /** A key has one version at a time, so no event is doubled. */
  private static Dataset<Row> asOf(
      Dataset<Row> events, DimensionTable table, Dataset<Row> dimension) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : table.schema().fields()) {
      columns.add(col(field.name()).as(name(table, field.name())));
    }
    Column at = timestamp_millis(col("event_time"));
    Column until = col(name(table, "valid_to"));
    return events
        .join(
            dimension.select(columns.toArray(Column[]::new)),
            col(table.key())
                .equalTo(col(name(table, table.key())))
                .and(col(name(table, "valid_from")).leq(at))
                .and(until.isNull().or(at.lt(until))),
            "left")
        .drop(name(table, table.key()), name(table, "valid_from"), name(table, "valid_to"));
  }

  /** {@code item_version} here is the key's; the table's takes its place. */
  private static String name(DimensionTable table, String column) {
    return column.equals(table.key()) ? table.code() + "_known" : table.code() + "_" + column;
  }
}
