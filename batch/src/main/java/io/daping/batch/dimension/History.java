package io.daping.batch.dimension;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.daping.common.spark.DimensionTable;
import java.sql.Timestamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * What a list changes in a dimension's history from a time on.
 *
 * <p>In: the table and a list of {@link DimensionTable#listSchema()}, each key once. Out: each key
 * of either with the list's columns, {@code last} (the key's newest version, a row of the table, or
 * null) and {@code change}.
 *
 * @param whole whether the list names all there are, so that a key which it lacks is gone
 */
record History(DimensionTable table, Timestamp at, Whole whole) {
  static final String CHANGE = "change";
  static final String EQUAL = "equal";
  static final String CHANGED = "changed";
  static final String NEW = "new";
  static final String CLOSED = "closed";

  /** Whether a list names all there are. */
  enum Whole {
    COMPLETE,
    PARTIAL
  }

  Dataset<Row> changes(Dataset<Row> history, Dataset<Row> list) {
    Dataset<Row> newest =
        history
            .groupBy(col(table.key()).as("last_key"))
            .agg(max_by(struct(col("*")), col("version")).as("last"));
    Dataset<Row> listed = list.withColumn("listed", lit(true));
    return listed
        .join(newest, listed.col(table.key()).equalTo(newest.col("last_key")), "full_outer")
        .withColumn(table.key(), coalesce(col(table.key()), col("last_key")))
        .withColumn(CHANGE, change())
        .where(col(CHANGE).isNotNull())
        .drop("last_key", "listed");
  }

  /** The changes that would begin before what they follow. */
  Dataset<Row> tooEarly(Dataset<Row> changes) {
    Column begun = coalesce(col("last.valid_to"), col("last.valid_from"));
    Column early =
        when(col("last.valid_to").isNull(), begun.geq(lit(at))).otherwise(begun.gt(lit(at)));
    return changes.where(not(col(CHANGE).equalTo(EQUAL)).and(early));
  }

  private Column change() {
    Column isOpen = col("last.version").isNotNull().and(col("last.valid_to").isNull());
    Column isListed = col("listed").isNotNull();
    Column gone = whole == Whole.COMPLETE ? lit(CLOSED) : lit(null);
    return when(isListed.and(not(isOpen)), NEW)
        .when(isListed.and(same()), EQUAL)
        .when(isListed, CHANGED)
        .when(isOpen, gone);
  }

  private Column same() {
    Column same = entries(col(DimensionTable.MORE)).eqNullSafe(entries(col("last.more")));
    for (StructField attribute : table.attributes()) {
      same = same.and(col(attribute.name()).eqNullSafe(col("last." + attribute.name())));
    }
    return same;
  }

  private static Column entries(Column map) {
    return array_sort(map_entries(map));
  }
}
