package io.daping.common.spark;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.spark.DeltaTables.Table;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The Delta tables in which profiles, browsing and orders meet. Times are epoch milliseconds;
 * {@code day} is the business day of the event time.
 *
 * @param root folder of the tables, a Hadoop path
 */
public record JourneyTables(String root) {

  /** The tables of these settings. */
  public static JourneyTables of(Settings settings) {
    return new JourneyTables(settings.tables().path());
  }

  /** Accepted browse events with what was known of item and user at the time. */
  public Table enrichedBrowse() {
    return table("enriched_browse", known(SilverSchema.of(Topic.BROWSE)));
  }

  /** Lines of accepted order events, of every state, with what was known of item and user. */
  public Table enrichedOrderLine() {
    return table("enriched_order_line", known(orderLine()));
  }

  /** Which view each paid line is owed to, as the stream knows it; see {@link #attribution}. */
  public Table attributions() {
    return table("attributions", attribution());
  }

  /** The same, exact, by the night. */
  public Table attributionsDaily() {
    return table("attributions_daily", attribution());
  }

  /** Makes the stream's tables that are missing. */
  public void create(SparkSession spark) {
    List.of(enrichedBrowse(), enrichedOrderLine(), attributions()).forEach(t -> t.create(spark));
  }

  /** An order event's own columns but its lines, then {@code line} from 1, then the line's own. */
  public static StructType orderLine() {
    StructType flat = new StructType();
    StructType line = new StructType();
    for (StructField field : SilverSchema.of(Topic.ORDER).fields()) {
      if (field.dataType() instanceof ArrayType lines) {
        line = (StructType) lines.elementType();
      } else {
        flat = flat.add(field);
      }
    }
    flat = flat.add("line", IntegerType);
    for (StructField field : line.fields()) {
      flat = flat.add(field);
    }
    return flat.add("line_worth", LongType);
  }

  /**
   * One row a line of the event by which an order was paid; the columns of the view are null when
   * there was none within 24 hours. {@code view_age_ms} is from view to payment.
   */
  public static StructType attribution() {
    return new StructType()
        .add("order_event_id", StringType)
        .add("line", IntegerType)
        .add("order_id", StringType)
        .add("order_time", LongType)
        .add("visitor_id", StringType)
        .add("user_id", StringType)
        .add("item_id", StringType)
        .add("currency", StringType)
        .add("quantity", LongType)
        .add("line_worth", LongType)
        .add("view_event_id", StringType)
        .add("view_time", LongType)
        .add("view_age_ms", LongType)
        .add("view_recommendation_id", StringType);
  }

  /**
   * Attributes by the names {@code item_*} and {@code user_*}, all null when nothing was known;
   * {@code item_version} and {@code user_version} are the Delta versions of the dimension tables
   * that were asked, null when there was no table.
   */
  private static StructType known(StructType own) {
    StructType schema = own;
    for (DimensionTable table : DimensionTable.values()) {
      for (StructField field : table.listSchema().fields()) {
        if (!field.name().equals(table.key())) {
          schema = schema.add(table.code() + "_" + field.name(), field.dataType());
        }
      }
      schema = schema.add(table.code() + "_version", LongType);
    }
    return schema;
  }

  private Table table(String name, StructType own) {
    return new Table(root + "/" + name, own.add("day", DateType), "day");
  }
}
