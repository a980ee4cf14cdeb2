package io.daping.batch.complete;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;

import io.daping.batch.complete.MinuteCount.Landed;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.hbase.QueryProgress;
import io.daping.common.spark.DeltaTables;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where the records of our senders are in the tables: each bronze row is looked up by topic,
 * partition and offset. What is in bronze alone is forgotten if it was erased there, a duplicate if
 * silver has an event of its id, and astray otherwise.
 */
record Landings(SparkSession spark, Settings settings) {
  private static final String[] POSITION = {"topic", "partition", "offset"};

  /**
   * Bronze rows of these minutes that intake has dealt with: {@link SourceMinute#COLUMNS},
   * position, value, record_day. What a micro-batch is just writing may be in one table and not yet
   * in the next.
   */
  Dataset<Row> bronze(QueryProgress intake, Minutes minutes) {
    return DeltaTables.of(settings)
        .bronze()
        .read(spark)
        .where(col("source").isNotNull().and(minutes.holds(col("sent_minute"))))
        .join(ends(intake), columns("topic", "partition"))
        .where(col("offset").lt(col("end")));
  }

  private Dataset<Row> ends(QueryProgress intake) {
    List<Row> ends = new ArrayList<>();
    intake
        .offsets()
        .forEach((topic, ofTopic) -> ofTopic.forEach((p, end) -> ends.add(row(topic, p, end))));
    StructType schema =
        new StructType()
            .add("topic", DataTypes.StringType)
            .add("partition", DataTypes.IntegerType)
            .add("end", DataTypes.LongType);
    return broadcast(spark.createDataFrame(ends, schema));
  }

  private static Row row(String topic, int partition, long end) {
    return RowFactory.create(topic, partition, end);
  }

  /** What became of the rows of {@link #bronze}. */
  Map<SourceMinute, Landed> of(Dataset<Row> bronze) {
    Row days = bronze.agg(min("record_day"), max("record_day")).first();
    if (days.isNullAt(0)) {
      return Map.of();
    }
    Map<SourceMinute, Landed> landed = new HashMap<>();
    Dataset<Row> traced = traced(bronze, days.getDate(0), days.getDate(1));
    traced
        .groupBy(Arrays.stream(SourceMinute.COLUMNS).map(c -> col(c)).toArray(Column[]::new))
        .agg(
            count_if(col("accepted")),
            count_if(col("accepted").and(col("late"))),
            count_if(col("repeated")),
            count_if(col("refused")),
            count_if(col("forgotten")),
            count(lit(1)))
        .collectAsList()
        .forEach(row -> landed.put(SourceMinute.of(row), landed(row)));
    return landed;
  }

  private Dataset<Row> traced(Dataset<Row> bronze, Date first, Date last) {
    Dataset<Row> silver = silver(first, last);
    Dataset<Row> ids = silver.select("topic", "event_id").distinct().withColumn("known", lit(true));
    Dataset<Row> found =
        bronze
            .join(silver.drop("event_id"), columns(POSITION), "left")
            .join(quarantine(first, last), columns(POSITION), "left")
            .withColumn("in_silver", coalesce(col("in_silver"), lit(false)))
            .withColumn("refused", coalesce(col("refused"), lit(false)));
    Column alone = not(col("in_silver")).and(not(col("refused")));
    return found
        .withColumn("event_id", get_json_object(col("value").cast("string"), "$.event_id"))
        .join(ids, columns("topic", "event_id"), "left")
        .withColumn("accepted", col("in_silver"))
        .withColumn("repeated", alone.and(coalesce(col("known"), lit(false))))
        .withColumn("forgotten", alone.and(coalesce(col("is_erased"), lit(false))));
  }

  /** Events that came on these days may have happened a little later, or days before. */
  private Dataset<Row> silver(Date first, Date last) {
    int back = (int) settings.intake().tooOldLimit().toDays() + 2;
    Dataset<Row> all = null;
    for (Topic topic : Topic.values()) {
      Dataset<Row> events =
          DeltaTables.of(settings)
              .silver(topic)
              .read(spark)
              .where(col("day").geq(date_add(lit(first), -back)))
              .where(col("day").leq(date_add(lit(last), 2)))
              .select(
                  lit(topic.topicName()).as("topic"),
                  col("partition"),
                  col("offset"),
                  col("event_id"),
                  lit(true).as("in_silver"),
                  col("lateness_ms").gt(lit(graceMs())).as("late"));
      all = all == null ? events : all.unionByName(events);
    }
    return all;
  }

  private Dataset<Row> quarantine(Date first, Date last) {
    return DeltaTables.of(settings)
        .quarantine()
        .read(spark)
        .where(col("record_day").between(lit(first), lit(last)))
        .select(col("topic"), col("partition"), col("offset"), lit(true).as("refused"));
  }

  private long graceMs() {
    return settings.stream().grace().minute().toMillis();
  }

  private static Landed landed(Row row) {
    long silver = row.getLong(3);
    long duplicate = row.getLong(5);
    long quarantined = row.getLong(6);
    long forgotten = row.getLong(7);
    long astray = row.getLong(8) - silver - duplicate - quarantined - forgotten;
    return new Landed(silver, row.getLong(4), duplicate, quarantined, forgotten, astray);
  }

  private static String[] columns(String... names) {
    return names;
  }
}
