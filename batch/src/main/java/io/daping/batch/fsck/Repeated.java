package io.daping.batch.fsck;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.daping.common.spark.DeltaTables;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Names the offsets that have several rows, in the few buckets where some have. */
record Repeated(SparkSession spark, DeltaTables tables) {

  void look(List<OffsetBucket> buckets, Findings found) {
    List<OffsetBucket> bad =
        buckets.stream().filter(b -> b.cameAgain() > 0 || b.judgedAgain() > 0).toList();
    if (bad.isEmpty()) {
      return;
    }
    long again = bad.stream().mapToLong(b -> b.cameAgain() + b.judgedAgain()).sum();
    List<Row> named = several(bad).limit(Findings.SHOWN).collectAsList();
    for (Row row : named) {
      found.add(
          "%s/%d: offset %d has %d rows in %s"
              .formatted(
                  row.getString(0),
                  row.getInt(1),
                  row.getLong(2),
                  row.getLong(4),
                  row.getBoolean(3) ? "bronze" : "silver and quarantine"));
      again -= row.getLong(4) - 1;
    }
    found.addUnnamed(again);
  }

  private Dataset<Row> several(List<OffsetBucket> bad) {
    Column[] place = {col("topic"), col("partition"), col("offset"), col("is_bronze")};
    return OffsetBucket.places(spark, tables)
        .where(bad.stream().limit(Findings.SHOWN).map(Repeated::holds).reduce(Column::or).get())
        .groupBy(place)
        .agg(count(lit(1)).as("n"))
        .where(col("n").gt(1))
        .orderBy(place);
  }

  private static Column holds(OffsetBucket bucket) {
    return col("topic")
        .equalTo(bucket.topic())
        .and(col("partition").equalTo(bucket.partition()))
        .and(col("offset").geq(bucket.start()))
        .and(col("offset").lt(bucket.start() + OffsetBucket.SIZE));
  }
}
