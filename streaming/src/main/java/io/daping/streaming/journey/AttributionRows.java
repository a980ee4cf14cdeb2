package io.daping.streaming.journey;

import io.daping.common.journey.ItemView;
import io.daping.common.journey.SoldLine;
import io.daping.common.spark.JourneyTables;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Views and sold lines as rows, and back. */
final class AttributionRows {
  /** The columns of {@link JourneyTables#attribution()}, and whether the row is to be taken out. */
  static final StructType SCHEMA =
      JourneyTables.attribution().add("gone", DataTypes.BooleanType, false);

  private AttributionRows() {}

  /** A line that is owed to a view, or to none. */
  static Row owed(SoldLine line, ItemView view) {
    return row(line, view, false);
  }

  /** A line whose payment does not count any more. */
  static Row gone(SoldLine line) {
    return row(line, null, true);
  }

  private static Row row(SoldLine line, ItemView view, boolean gone) {
    return RowFactory.create(
        line.orderEventId(),
        line.line(),
        line.orderId(),
        line.time(),
        line.visitorId(),
        line.userId(),
        line.itemId(),
        line.currency(),
        line.quantity(),
        line.lineWorth(),
        view == null ? null : view.eventId(),
        view == null ? null : view.time(),
        view == null ? null : line.time() - view.time(),
        view == null ? null : view.recommendationId(),
        gone);
  }

  /**
   * @param row with the columns of {@link #SCHEMA}
   */
  static SoldLine sold(Row row) {
    return new SoldLine(
        row.getAs("order_event_id"),
        row.<Integer>getAs("line"),
        row.getAs("order_id"),
        row.<Long>getAs("order_time"),
        row.getAs("visitor_id"),
        row.getAs("user_id"),
        row.getAs("item_id"),
        row.getAs("currency"),
        row.<Long>getAs("quantity"),
        row.<Long>getAs("line_worth"));
  }

  /**
   * @param row of silver_browse
   */
  static ItemView view(Row row) {
    return new ItemView(
        row.getAs("event_id"),
        row.<Long>getAs("event_time"),
        row.getAs("visitor_id"),
        row.getAs("user_id"),
        row.getAs("item_id"),
        row.getAs("recommendation_id"));
  }

  /**
   * @param order of silver_order
   * @param position of the line, from 0
   */
  static SoldLine sold(Row order, int position) {
    Row line = order.<Row>getList(order.fieldIndex("lines")).get(position);
    long quantity = line.<Integer>getAs("quantity");
    return new SoldLine(
        order.getAs("event_id"),
        position + 1,
        order.getAs("order_id"),
        order.<Long>getAs("event_time"),
        order.getAs("visitor_id"),
        order.getAs("user_id"),
        line.getAs("item_id"),
        order.getAs("currency"),
        quantity,
        quantity * line.<Long>getAs("unit_price") - line.<Long>getAs("discount"));
  }
}
