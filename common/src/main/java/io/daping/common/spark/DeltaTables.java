package io.daping.common.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.fault.Refusal;
import io.delta.tables.DeltaTable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The Delta tables: everything that ever came in and what became of it.
 *
 * @param root folder of the tables, a Hadoop path
 */
public record DeltaTables(String root) {
  private static final StructType ORIGIN =
      new StructType()
          .add("partition", IntegerType)
          .add("offset", LongType)
          .add("record_time", TimestampType);

  /** A table: where it is, its columns, and the day column that its files are split by. */
  public record Table(String path, StructType schema, String dayColumn) {
    /**
     * Makes the table if it is missing, and the columns that an older version's has not.
     *
     * @throws Refusal when the table is of another form
     */
    public Table create(SparkSession spark) {
      new TableForm(path, schema, List.of(dayColumn)).ensure(spark);
      return this;
    }

    /** Makes the table if it is missing, in a folder that only its owner can open. */
    Table createClosed(SparkSession spark) {
      create(spark);
      Folders.close(path, spark.sparkContext().hadoopConfiguration());
      return this;
    }

    /** The table's newest rows. */
    public Dataset<Row> read(SparkSession spark) {
      return spark.read().format("delta").load(path);
    }
  }

  /** The tables of these settings. */
  public static DeltaTables of(Settings settings) {
    return new DeltaTables(settings.tables().path());
  }

  /**
   * Every record as it came, each Kafka offset once. Personal data is in clear text here and in
   * quarantine, and nowhere else: both are for their owner alone. {@code record_day} is the record
   * time's day in UTC; {@code source} and {@code sent_minute} are what our senders say of
   * themselves, null for others. Of a forgotten person's record the place stays, {@code is_erased},
   * without key and value; of all others that is null.
   */
  public Table bronze() {
    return table(
        "bronze",
        new StructType()
            .add("topic", StringType)
            .add("key", BinaryType)
            .add("value", BinaryType)
            .add("source", StringType)
            .add("sent_minute", LongType)
            .add("is_erased", BooleanType),
        "record_day");
  }

  /**
   * A topic's accepted events, the columns of {@link SilverSchema}. {@code payload_hash} is that of
   * the record's bytes; {@code lateness_ms} is how long after the end of the event's minute the
   * record came, 0 if before; {@code repairs_partition} and {@code repairs_offset} name the record
   * of the quarantine that this one replaces, null if it replaces none; {@code day} is the business
   * day of the event time.
   */
  public Table silver(Topic topic) {
    StructType own =
        SilverSchema.of(topic)
            .add("payload_hash", LongType)
            .add("lateness_ms", LongType)
            .add("repairs_partition", IntegerType)
            .add("repairs_offset", LongType);
    return table("silver_" + topic.topicName(), own, "day");
  }

  /** What was not accepted, with its bytes and the reason. */
  public Table quarantine() {
    return table(
        "quarantine",
        new StructType()
            .add("topic", StringType)
            .add("key", BinaryType)
            .add("value", BinaryType)
            .add("received_time", TimestampType)
            .add("reason", StringType)
            .add("detail", StringType),
        "record_day");
  }

  /** Records that went back from the quarantine, named by where the original stands in Kafka. */
  public Table repairs() {
    StructType schema =
        new StructType()
            .add("topic", StringType)
            .add("partition", IntegerType)
            .add("offset", LongType)
            .add("repaired_time", TimestampType)
            .add("repaired_day", DateType);
    return new Table(root + "/repairs", schema, "repaired_day");
  }

  /**
   * What {@code maintain} has deleted of {@code bronze} and {@code quarantine} ({@code store}),
   * written before it does: of bronze a row each run of neighbouring offsets, so that it stays
   * known that each was there once; of quarantine a row each partition and day. {@code rows} is how
   * many went, {@code day} the day of the deletion in UTC.
   */
  public Table trimmed() {
    StructType schema =
        new StructType()
            .add("store", StringType)
            .add("topic", StringType)
            .add("partition", IntegerType)
            .add("first_offset", LongType)
            .add("last_offset", LongType)
            .add("rows", LongType)
            .add("record_day", DateType)
            .add("trimmed_time", TimestampType)
            .add("day", DateType);
    return new Table(root + "/trimmed", schema, "day");
  }

  /**
   * Who was forgotten, without saying who: the token of the user's id and its key, how many rows
   * and cells went from each store, and the business days whose events they were. {@code day} is
   * the day of the erasure in UTC.
   */
  public Table erasures() {
    StructType schema =
        new StructType()
            .add("user_token", StringType)
            .add("pii_key_id", StringType)
            .add("forgotten", TimestampType)
            .add("erased", DataTypes.createMapType(StringType, LongType))
            .add("days", DataTypes.createArrayType(DateType))
            .add("day", DateType);
    return new Table(root + "/erasures", schema, "day");
  }

  /** The tables that hold records as they came: the only clear text. */
  public List<Table> clear() {
    return List.of(bronze(), quarantine());
  }

  /** The path of every Delta table that is there, whoever made it. */
  public List<String> paths(SparkSession spark) {
    return Folders.in(root, spark.sparkContext().hadoopConfiguration()).stream()
        .filter(path -> DeltaTable.isDeltaTable(spark, path))
        .toList();
  }

  /**
   * Makes every table that is missing, of those that intake writes and of what went out of them.
   */
  public void create(SparkSession spark) {
    clear().forEach(table -> table.createClosed(spark));
    erasures().create(spark);
    trimmed().create(spark);
    Arrays.stream(Topic.values()).forEach(topic -> silver(topic).create(spark));
  }

  private Table table(String name, StructType own, String dayColumn) {
    StructType schema = own;
    for (StructField field : ORIGIN.fields()) {
      schema = schema.add(field);
    }
    return new Table(root + "/" + name, schema.add(dayColumn, DateType), dayColumn);
  }
}
