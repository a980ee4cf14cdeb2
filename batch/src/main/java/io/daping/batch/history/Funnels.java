package io.daping.batch.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.daping.batch.DayRange;
import io.daping.common.event.BrowseAction;
import io.daping.common.event.OrderStatus;
import io.daping.common.fact.NightFacts;
import io.daping.common.spark.FactSchema;
import java.time.Duration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Browse and order events to how far each user came on each day that they viewed something ({@link
 * NightFacts#FUNNEL} and {@code event_time}): view, cart, order, pay, of any items. Who is not
 * logged in is nobody.
 *
 * @param window from the view within which the other steps count, its end excluded; at most a day
 */
public record Funnels(Duration window) {
  private static final StructType FACTS =
      FactSchema.of(NightFacts.FUNNEL).add("event_time", DataTypes.LongType);

  /** The steps that are taken on item pages. */
  public static Dataset<Row> ofBrowsing(Dataset<Row> browse) {
    Column action = col("action");
    return steps(
        browse,
        when(action.equalTo(BrowseAction.VIEW.code()), FunnelStep.VIEW.ordinal())
            .when(action.equalTo(BrowseAction.CART.code()), FunnelStep.CART.ordinal()));
  }

  /** The steps that are taken with orders. */
  public static Dataset<Row> ofOrders(Dataset<Row> orders) {
    Column status = col("status");
    return steps(
        orders,
        when(status.equalTo(OrderStatus.CREATED.name()), FunnelStep.ORDER.ordinal())
            .when(status.equalTo(OrderStatus.PAID.name()), FunnelStep.PAY.ordinal()));
  }

  /**
   * @param steps of counted events of the range and of the day after
   */
  public Dataset<Row> of(DayRange range, Dataset<Row> steps) {
    long windowMs = window.toMillis();
    return Walks.of(range, 0, 1, (user, day) -> new FunnelWalk(user, day, windowMs))
        .facts(steps, FACTS);
  }

  private static Dataset<Row> steps(Dataset<Row> events, Column rank) {
    return events
        .select(
            col("user_id").as("who"),
            unix_date(col("day")).as("epoch_day"),
            col("event_time"),
            rank.cast("int").as("rank"),
            col("event_id"))
        .where(col("who").isNotNull().and(col("rank").isNotNull()));
  }
}
