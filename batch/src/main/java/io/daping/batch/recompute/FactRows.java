package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.udf;

import io.daping.common.event.Topic;
import io.daping.common.fact.FactField;
import io.daping.common.fact.Facts;
import io.daping.common.fact.IpNetworks;
import io.daping.common.fact.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * Events as the flat rows that metrics count, the columns of {@link Facts} and {@code event_time}:
 * one row a line of an order event, one an event of every other topic.
 */
public final class FactRows {
  private static final Set<String> OF_LINE =
      Set.of("item_id", "shop_id", "brand", "category_id", "quantity");

  private static final UserDefinedFunction IP_NETWORK =
      udf((UDF1<String, String>) IpNetworks::of, DataTypes.StringType);

  private FactRows() {}

  /**
   * @param kept further columns of the events that go along
   */
  public static Dataset<Row> of(Topic topic, Dataset<Row> events, String... kept) {
    List<Column> columns = new ArrayList<>();
    Facts.fields(Source.of(topic)).forEach(field -> columns.add(column(topic, field)));
    columns.add(col("event_time"));
    Arrays.stream(kept).forEach(name -> columns.add(col(name)));
    Dataset<Row> rows =
        topic == Topic.ORDER ? events.withColumn("line", explode(col("lines"))) : events;
    return rows.select(columns.toArray(Column[]::new));
  }

  private static Column column(Topic topic, FactField field) {
    Column value = topic == Topic.ORDER ? ofOrder(field.name()) : ofEvent(field.name());
    return (field.type() == FactField.Type.LONG ? value.cast("bigint") : value).as(field.name());
  }

  private static Column ofOrder(String name) {
    return switch (name) {
      case "line_worth" -> worth();
      default -> OF_LINE.contains(name) ? col("line." + name) : col(name);
    };
  }

  private static Column ofEvent(String name) {
    return switch (name) {
      case "exception_type" -> col("exception.type");
      case "is_robot" -> col(name).cast("string");
      case "ip_network" -> IP_NETWORK.apply(col("ip"));
      case "cpu_millionths", "mem_millionths", "io_millionths" ->
          millionths(col(name.substring(0, name.indexOf('_'))));
      default -> col(name);
    };
  }

  /** As the stream's facts have it, operation by operation. */
  private static Column millionths(Column percent) {
    return floor(percent.multiply(1_000_000d).plus(0.5d));
  }

  /** As {@link io.daping.common.event.OrderLine#worth()}. */
  private static Column worth() {
    return col("line.quantity").multiply(col("line.unit_price")).minus(col("line.discount"));
  }
}
