package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.daping.common.event.BrowseAction;
import io.daping.common.event.OrderStatus;
import io.daping.common.journey.SoldLine;
import io.daping.common.spark.JourneyTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Which view each paid line is owed to, by the rule of {@link SoldLine#reaches}: exact over all
 * rows given.
 *
 * <p>In: judged order events and browse events. Out: {@link JourneyTables#attribution()} and {@code
 * day}, one row a line of a payment that counts.
 */
public final class Attributions {
  private static final String[] LINE = {"order_event_id", "line"};

  private Attributions() {}

  /** The payments that count. */
  public static Dataset<Row> payments(Dataset<Row> orders) {
    return orders.where(Fate.isCounted().and(col("status").equalTo(OrderStatus.PAID.name())));
  }

  /**
   * @param payments of the days wanted
   * @param browse of the same days and the 24 hours before
   */
  public static Dataset<Row> of(Dataset<Row> payments, Dataset<Row> browse) {
    Dataset<Row> lines = lines(payments);
    Dataset<Row> views =
        byWhom(
                browse
                    .where(Fate.isCounted().and(col("action").equalTo(BrowseAction.VIEW.code())))
                    .withColumnRenamed("item_id", "view_item_id"))
            .select(
                col("view_item_id"),
                col("whom").as("viewer"),
                col("event_time").as("view_time"),
                col("event_id").as("view_event_id"),
                col("recommendation_id").as("view_recommendation_id"));
    Column age = col("order_time").minus(col("view_time"));
    Dataset<Row> last =
        byWhom(lines)
            .join(
                views,
                col("item_id")
                    .equalTo(col("view_item_id"))
                    .and(col("whom").equalTo(col("viewer")))
                    .and(age.between(0, SoldLine.REACH_MS)))
            .groupBy(LINE[0], LINE[1])
            .agg(
                min(struct(
                        negate(col("view_time")),
                        col("view_event_id"),
                        col("view_recommendation_id"),
                        col("view_time")))
                    .as("view"));
    return lines.join(last, LINE, "left").select(columns());
  }

  private static Dataset<Row> lines(Dataset<Row> payments) {
    return payments
        .withColumnRenamed("event_id", "order_event_id")
        .withColumnRenamed("event_time", "order_time")
        .select(col("*"), posexplode(col("lines")).as(new String[] {"position", "sold"}))
        .select(
            col("order_event_id"),
            col("position").plus(1).as("line"),
            col("order_id"),
            col("order_time"),
            col("visitor_id"),
            col("user_id"),
            col("sold.item_id").as("item_id"),
            col("currency"),
            col("sold.quantity").cast("bigint").as("quantity"),
            col("sold.quantity")
                .multiply(col("sold.unit_price"))
                .minus(col("sold.discount"))
                .as("line_worth"),
            col("day"));
  }

  /** One row an id: the visitor's and the user's; without either none. */
  private static Dataset<Row> byWhom(Dataset<Row> rows) {
    Column visitor = whom("visitor", col("visitor_id"));
    Column user = whom("user", col("user_id"));
    return rows.withColumn("whom", explode(array_compact(array(visitor, user))));
  }

  private static Column whom(String kind, Column id) {
    return when(id.isNotNull(), struct(lit(kind).as("kind"), id.as("id")));
  }

  private static Column[] columns() {
    List<String> ofTheView =
        List.of("view_event_id", "view_time", "view_recommendation_id", "view_age_ms");
    List<Column> columns = new ArrayList<>();
    Arrays.stream(JourneyTables.attribution().fieldNames())
        .filter(name -> !ofTheView.contains(name))
        .map(functions::col)
        .forEach(columns::add);
    columns.add(col("view.view_event_id").as("view_event_id"));
    columns.add(col("view.view_time").as("view_time"));
    columns.add(col("order_time").minus(col("view.view_time")).as("view_age_ms"));
    columns.add(col("view.view_recommendation_id").as("view_recommendation_id"));
    columns.add(col("day"));
    return columns.toArray(Column[]::new);
  }
}
