package io.daping.batch.fsck;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.daping.batch.store.StoredTable;
import io.daping.common.event.Topic;
import io.daping.common.spark.DeltaTables;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * 32,768 neighbouring offsets of a Kafka partition, as bits: exact, and small enough for all
 * records of a shop to be told by one pass over three columns.
 *
 * @param number the first offset divided by {@link #SIZE}
 * @param isPlain whether bronze has each of them once, and silver or quarantine none twice
 * @param came rows in bronze
 * @param cameBits which offsets have a row in bronze
 * @param judged rows in silver and quarantine
 * @param judgedBits which offsets have a row in silver or quarantine; empty if it is plain
 */
record OffsetBucket(
    String topic,
    int partition,
    long number,
    boolean isPlain,
    long came,
    BitSet cameBits,
    long judged,
    BitSet judgedBits) {
  /** As many as Spark's bitmap functions take. */
  static final int SIZE = 32_768;

  /** Where bronze is full and what was judged stands in it once, the bits tell nothing. */
  private static final String IS_PLAIN =
      "came = %d AND bitmap_count(came_bits) = came AND bitmap_count(judged_bits) = judged"
          .formatted(SIZE);

  /** All of them, by topic, partition and number. */
  static List<OffsetBucket> of(SparkSession spark, DeltaTables tables) {
    return places(spark, tables)
        .groupBy(col("topic"), col("partition"), expr("offset div " + SIZE).as("number"))
        .agg(
            expr("count_if(is_bronze)").as("came"),
            expr("bitmap_construct_agg(offset % " + SIZE + ") FILTER (WHERE is_bronze)")
                .as("came_bits"),
            expr("count_if(NOT is_bronze)").as("judged"),
            expr("bitmap_construct_agg(offset % " + SIZE + ") FILTER (WHERE NOT is_bronze)")
                .as("judged_bits"))
        .withColumn("plain", expr(IS_PLAIN))
        .withColumn("came_bits", expr("if(plain, NULL, came_bits)"))
        .withColumn("judged_bits", expr("if(plain, NULL, judged_bits)"))
        .orderBy("topic", "partition", "number")
        .collectAsList()
        .stream()
        .map(OffsetBucket::of)
        .toList();
  }

  /** How many rows of bronze repeat another's offset. */
  long cameAgain() {
    return came - cameBits.cardinality();
  }

  /** How many rows of silver and quarantine repeat another's offset. */
  long judgedAgain() {
    return isPlain ? 0 : judged - judgedBits.cardinality();
  }

  /** The offsets that silver or quarantine has, and bronze not. */
  BitSet judgedOnly() {
    BitSet only = (BitSet) judgedBits.clone();
    only.andNot(cameBits);
    return only;
  }

  /** The first offset. */
  long start() {
    return number * SIZE;
  }

  /**
   * Where each record of bronze, and of silver and quarantine, stands in Kafka. Bronze is looked at
   * last: intake writes it first, so that it has what the others have.
   */
  static Dataset<Row> places(SparkSession spark, DeltaTables tables) {
    List<Dataset<Row>> places = new ArrayList<>();
    if (new StoredTable(spark, tables.quarantine().path()).mayHaveRows()) {
      places.add(place(tables.quarantine().read(spark), col("topic"), false));
    }
    for (Topic topic : Topic.values()) {
      if (new StoredTable(spark, tables.silver(topic).path()).mayHaveRows()) {
        places.add(place(tables.silver(topic).read(spark), lit(topic.topicName()), false));
      }
    }
    places.add(place(StoredTable.rows(spark, tables.bronze()), col("topic"), true));
    return places.stream().reduce(Dataset::unionByName).orElseThrow();
  }

  private static Dataset<Row> place(Dataset<Row> rows, Column topic, boolean isBronze) {
    return rows.select(
        topic.as("topic"), col("partition"), col("offset"), lit(isBronze).as("is_bronze"));
  }

  private static OffsetBucket of(Row row) {
    boolean isPlain = row.getAs("plain");
    BitSet cameBits = bits(row.getAs("came_bits"));
    if (isPlain) {
      cameBits.set(0, SIZE);
    }
    return new OffsetBucket(
        row.getString(0),
        row.getInt(1),
        row.getLong(2),
        isPlain,
        row.getAs("came"),
        cameBits,
        row.getAs("judged"),
        bits(row.getAs("judged_bits")));
  }

  private static BitSet bits(byte[] bitmap) {
    return bitmap == null ? new BitSet() : BitSet.valueOf(bitmap);
  }
}
