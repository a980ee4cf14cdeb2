package io.daping.batch;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.daping.batch.recompute.GoldRows;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * A day's numbers in one: how many rows it has in gold, and a hash over these and over its
 * arrivals, whatever their order. Equal digests are equal days, but for one chance in 2^64.
 */
record DayDigest(long rows, long hash) {
  static final DayDigest NONE = new DayDigest(0, 0);

  /** The digests of days that have anything. */
  static Map<LocalDate, DayDigest> of(GoldRows gold, Dataset<Row> cells) {
    Dataset<Row> numbers = hashes(gold.of(cells), 1);
    return numbers
        .unionByName(hashes(gold.arrivals(cells), 0))
        .groupBy("day")
        .agg(sum("n").as("n"), coalesce(bit_xor(col("hash")), lit(0L)).as("hash"))
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.getDate(0).toLocalDate(),
                row -> new DayDigest(row.getLong(1), row.getLong(2))));
  }

  private static Dataset<Row> hashes(Dataset<Row> rows, long each) {
    Column[] columns = Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new);
    return rows.groupBy("day")
        .agg(count(lit(1)).multiply(lit(each)).as("n"), bit_xor(xxhash64(columns)).as("hash"));
  }
}
