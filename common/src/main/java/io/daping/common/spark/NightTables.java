package io.daping.common.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.daping.common.config.Settings;
import io.daping.common.spark.DeltaTables.Table;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The Delta tables that the night writes: its numbers, what it found, and what it did.
 *
 * @param root folder of the tables, a Hadoop path
 */
public record NightTables(String root) {
  /** What names a number of gold within a day. */
  private static final StructType NUMBER =
      new StructType()
          .add("metric", StringType)
          .add("grain", StringType)
          .add("window_start", TimestampType)
          .add("by", StringType)
          .add("dimension", StringType)
          .add("currency", StringType);

  /** The tables of these settings. */
  public static NightTables of(Settings settings) {
    return new NightTables(settings.tables().path());
  }

  /**
   * The night's numbers, exact. {@code currency} is null but for money; {@code dimension} is empty
   * for {@code total}; {@code value} is in the metric's unit, money in minor units.
   */
  public Table gold() {
    StructType schema =
        new StructType()
            .add("metric", StringType)
            .add("grain", StringType)
            .add("window_start", TimestampType)
            .add("by", StringType)
            .add("dimension", StringType)
            .add("currency", StringType)
            .add("value", LongType)
            .add("state", BinaryType)
            .add("catalogue_version", IntegerType)
            .add("day", DateType);
    return new Table(root + "/gold", schema, "day");
  }

  /**
   * How many accepted events came in each window of a topic, by event time, and how many of them
   * after the grain's grace: with gold all that the night's cells hold. {@code source} is the
   * topic's name.
   */
  public Table arrivals() {
    StructType schema =
        new StructType()
            .add("source", StringType)
            .add("grain", StringType)
            .add("window_start", TimestampType)
            .add("events", LongType)
            .add("late", LongType)
            .add("day", DateType);
    return new Table(root + "/arrivals", schema, "day");
  }

  /**
   * Each number in which stream and night differed when a day was last reconciled. {@code cause} is
   * null for what has none.
   */
  public Table differences() {
    StructType schema =
        NUMBER
            .add("stream", LongType)
            .add("batch", LongType)
            .add("cause", StringType)
            .add("day", DateType);
    return new Table(root + "/differences", schema, "day");
  }

  /**
   * Each change of a number that readers saw: what was published in place of the stream's number,
   * or of an earlier night's. {@code sealed} is the seal's timestamp, with which the new number
   * became visible; a value is 0 where there was no number.
   */
  public Table restatements() {
    StructType schema =
        NUMBER
            .add("old_value", LongType)
            .add("new_value", LongType)
            .add("cause", StringType)
            .add("sealed", LongType)
            .add("day", DateType);
    return new Table(root + "/restatements", schema, "day");
  }

  /**
   * Every seal of a day; the one of the highest {@code timestamp} holds. {@code digest} is of the
   * day's rows in gold and arrivals; {@code definitions} has each metric's by name, null of seals
   * that a night of another catalogue made; {@code month} is the first day of the day's month.
   */
  public Table seals() {
    StructType schema =
        new StructType()
            .add("day", DateType)
            .add("timestamp", LongType)
            .add("catalogue_version", IntegerType)
            .add("sealed_at", TimestampType)
            .add("digest", LongType)
            .add("definitions", DataTypes.createMapType(StringType, StringType))
            .add("month", DateType);
    return new Table(root + "/seals", schema, "month");
  }

  /**
   * What each step of the night did with a day, one row a day and run. {@code day} is null for
   * steps that are of no day; {@code outcome} is {@code passed} or {@code failed}; {@code inputs}
   * names the version of each Delta table that was read; {@code digest} is of the day's rows in
   * gold and arrivals, as the step made or saw them; {@code detail} is JSON, of the step's own
   * form.
   */
  public Table runs() {
    StructType schema =
        new StructType()
            .add("run_id", StringType)
            .add("step", StringType)
            .add("day", DateType)
            .add("outcome", StringType)
            .add("started", TimestampType)
            .add("seconds", DoubleType)
            .add("catalogue_version", IntegerType)
            .add("inputs", DataTypes.createMapType(StringType, LongType))
            .add("rows", LongType)
            .add("digest", LongType)
            .add("detail", StringType)
            .add("month", DateType);
    return new Table(root + "/runs", schema, "month");
  }

  /**
   * What people said of groups of errors, as of the last night: HBase has it first, and nobody can
   * compute it. {@code kind} is {@code mark} or {@code into}, {@code value} as {@link
   * io.daping.common.hbase.ErrorNotes.Note} has it.
   */
  public Table errorNotes() {
    StructType schema =
        new StructType()
            .add("fingerprint", StringType)
            .add("kind", StringType)
            .add("value", StringType)
            .add("said", TimestampType)
            .add("month", DateType);
    return new Table(root + "/error_notes", schema, "month");
  }

  /** All of them. */
  public List<Table> all() {
    return List.of(
        gold(), arrivals(), differences(), restatements(), seals(), runs(), errorNotes());
  }

  /** Makes every table that is missing. */
  public void create(SparkSession spark) {
    all().forEach(table -> table.create(spark));
  }
}
