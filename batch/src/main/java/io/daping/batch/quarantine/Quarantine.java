package io.daping.batch.quarantine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.daping.common.spark.DeltaTables;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Reads the quarantine and what went back from it. */
public record Quarantine(SparkSession spark, DeltaTables tables) {
  private static final Column[] ORDER = {
    col("received_time"), col("topic"), col("partition"), col("offset")
  };

  /** By topic and reason. */
  public List<RefusedCount> counts(Selection selection) {
    return rows(selection)
        .groupBy("topic", "reason")
        .agg(count(lit(1)), min("received_time"), max("received_time"))
        .orderBy("topic", "reason")
        .collectAsList()
        .stream()
        .map(
            r ->
                new RefusedCount(
                    r.getString(0), r.getString(1), r.getLong(2), instant(r, 3), instant(r, 4)))
        .toList();
  }

  /** The oldest records first, at most so many. */
  public List<RefusedRecord> first(Selection selection, int most) {
    return rows(selection).orderBy(ORDER).limit(most).collectAsList().stream()
        .map(Quarantine::record)
        .toList();
  }

  /** All records that did not go back yet, the oldest first, a few in memory at a time. */
  public Iterator<RefusedRecord> waiting(Selection selection) {
    Dataset<Row> back = tables.repairs().read(spark).select("topic", "partition", "offset");
    String[] place = {"topic", "partition", "offset"};
    Iterator<Row> rows =
        rows(selection).join(back, place, "left_anti").orderBy(ORDER).toLocalIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public RefusedRecord next() {
        return record(rows.next());
      }
    };
  }

  /** Remembers records that Kafka has again. */
  void wentBack(List<Place> places) {
    if (places.isEmpty()) {
      return;
    }
    Timestamp now = Timestamp.from(Instant.now());
    Date today = Date.valueOf(LocalDate.now(ZoneOffset.UTC));
    List<Row> rows =
        places.stream()
            .map(p -> RowFactory.create(p.topic(), p.partition(), p.offset(), now, today))
            .toList();
    spark
        .createDataFrame(rows, tables.repairs().schema())
        .coalesce(1)
        .write()
        .format("delta")
        .mode("append")
        .save(tables.repairs().path());
  }

  private Dataset<Row> rows(Selection selection) {
    return tables.quarantine().read(spark).where(selection.predicate());
  }

  private static RefusedRecord record(Row row) {
    return new RefusedRecord(
        new Place(row.getAs("topic"), row.getAs("partition"), row.getAs("offset")),
        row.getAs("reason"),
        row.getAs("detail"),
        row.getAs("key"),
        row.getAs("value"),
        instant(row, row.fieldIndex("record_time")),
        instant(row, row.fieldIndex("received_time")));
  }

  private static Instant instant(Row row, int column) {
    return row.getTimestamp(column).toInstant();
  }
}
