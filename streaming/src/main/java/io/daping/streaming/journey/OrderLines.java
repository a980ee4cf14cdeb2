package io.daping.streaming.journey;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.posexplode;

import io.daping.common.spark.JourneyTables;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Order events to their lines: silver in, {@link JourneyTables#orderLine()} and {@code day} out.
 */
final class OrderLines {
  private OrderLines() {}

  static Dataset<Row> of(Dataset<Row> orders) {
    Column worth = col("quantity").multiply(col("unit_price")).minus(col("discount"));
    Column[] columns =
        Arrays.stream(JourneyTables.orderLine().fieldNames())
            .map(functions::col)
            .toArray(Column[]::new);
    return orders
        .select(col("*"), posexplode(col("lines")).as(new String[] {"position", "sold"}))
        .withColumn("line", col("position").plus(1))
        .select("*", "sold.*")
        .withColumn("line_worth", worth)
        .select(append(columns, col("day")));
  }

  private static Column[] append(Column[] columns, Column last) {
    Column[] all = Arrays.copyOf(columns, columns.length + 1);
    all[columns.length] = last;
    return all;
  }
}
