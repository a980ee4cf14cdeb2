package io.daping.streaming.rebuild;

import static org.apache.spark.sql.functions.*;

import io.daping.common.config.Settings;
import io.daping.common.spark.DeltaTables;
import io.daping.streaming.judge.KafkaRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Bronze, read as the log that it was written from. */
final class BronzeLog {
  private static final String FILE_WRITTEN = "_metadata.file_modification_time";

  private final Dataset<Row> bronze;

  BronzeLog(SparkSession spark, Settings settings) {
    this.bronze = DeltaTables.of(settings).bronze().read(spark);
  }

  /** Where its records stand. */
  List<Extent> extents() {
    return bronze
        .groupBy(
            col("topic"),
            col("partition"),
            col("record_day"),
            to_date(col(FILE_WRITTEN)).as("taken"))
        .agg(min("offset"), max("offset").plus(1), unix_millis(max(FILE_WRITTEN)))
        .collectAsList()
        .stream()
        .map(BronzeLog::extent)
        .toList();
  }

  private static Extent extent(Row row) {
    return new Extent(
        new TopicPartition(row.getString(0), row.getInt(1)),
        row.getDate(2).toLocalDate(),
        row.getDate(3).toLocalDate(),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6));
  }

  /** The offsets after the last records. */
  static Positions end(List<Extent> extents) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    extents.forEach(e -> ends.merge(e.partition(), e.to(), Math::max));
    return new Positions(ends);
  }

  /** How many records there are, and of how many only the place is left. */
  Row counts() {
    return bronze.agg(count(lit(1)), count_if(not(isWhole()))).first();
  }

  /**
   * The records of a slice, {@link KafkaRecord#COLUMNS}: each Kafka partition in one partition, by
   * offset. What forgotten people sent has no value any more, and is left out.
   */
  Dataset<Row> rows(Slice slice) {
    Column[] place = {col("topic"), col("partition"), col("offset")};
    return bronze
        .where(col("record_day").isin(slice.recordDays().toArray()))
        .where(within(slice.starts(), slice.ends()))
        .where(isWhole())
        .withColumnRenamed("record_time", "timestamp")
        .select(columns(KafkaRecord.COLUMNS))
        .repartition(slice.ends().offsets().size(), place[0], place[1])
        .sortWithinPartitions(place);
  }

  /** Rows of bronze that have what came; of a forgotten person only the place is left. */
  static Column isWhole() {
    return not(coalesce(col("is_erased"), lit(false)));
  }

  /** Rows with {@code topic}, {@code partition} and {@code offset} before these positions. */
  static Column before(Positions ends) {
    return within(Positions.NONE, ends);
  }

  private static Column within(Positions starts, Positions ends) {
    return ends.offsets().entrySet().stream()
        .filter(end -> starts.of(end.getKey()) < end.getValue())
        .map(end -> within(end.getKey(), starts.of(end.getKey()), end.getValue()))
        .reduce(Column::or)
        .orElse(lit(false));
  }

  private static Column within(TopicPartition partition, long from, long to) {
    return col("topic")
        .equalTo(partition.topic())
        .and(col("partition").equalTo(partition.partition()))
        .and(col("offset").geq(from))
        .and(col("offset").lt(to));
  }

  private static Column[] columns(String[] names) {
    return Arrays.stream(names).map(functions::col).toArray(Column[]::new);
  }
}
