package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Members;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * Counts the values of capped dimensions that have no cells of their own as {@link
 * Dimension#OTHER}, by the rule of {@link Members}.
 *
 * @param last the last value by hash that has cells of its own, of windows with as many as the cap
 */
record Caps(Map<Place, Member> last) implements Serializable {
  /** Every value has cells. */
  static final Caps NONE = new Caps(Map.of());

  /** An estimate's error; six of them make no mistake. */
  private static final double ERROR = 0.05;

  private static final double SURELY_BELOW = 1 / (1 + 6 * ERROR);

  private static final UserDefinedFunction HASH =
      udf((UDF1<String, Long>) Members::hash, DataTypes.LongType);

  private static final WindowSpec BY_HASH =
      Window.partitionBy("by", "grain", "window").orderBy(col("hash"), col("dimension"));

  /** A window of a dimension. */
  record Place(int by, int grain, long window) implements Serializable {}

  /** A value with its place in the order. */
  record Member(long hash, String value) implements Serializable {
    boolean isBefore(String other) {
      long otherHash = Members.hash(other);
      return otherHash > hash || otherHash == hash && other.compareTo(value) > 0;
    }
  }

  /**
   * Finds out which dimensions need it: nearly always none, and then it costs one look at the
   * values. No window of a day has more of them than the day.
   *
   * @param facts that count
   */
  static Caps of(TopicCells cells, BusinessTime time, Dataset<Row> facts) {
    List<Dimension> capped = cells.dimensions().stream().filter(Dimension::isCapped).toList();
    List<Dimension> wide = capped.isEmpty() ? List.of() : wide(capped, time, facts);
    if (wide.isEmpty()) {
      return NONE;
    }
    Spread spread = new Spread(cells.by(wide), time);
    return among(wide, spread.atEveryGrain(spread.values(facts)).distinct());
  }

  private static List<Dimension> wide(
      List<Dimension> capped, BusinessTime time, Dataset<Row> facts) {
    List<Column> counts = new ArrayList<>();
    capped.forEach(
        d -> counts.add(approx_count_distinct(col(d.field()), ERROR).as(TopicCells.column(d))));
    List<Column> most = capped.stream().map(d -> max(TopicCells.column(d))).toList();
    Row row =
        facts
            .groupBy(time.start(Grain.DAY, col("event_time")))
            .agg(counts.get(0), rest(counts))
            .agg(most.get(0), rest(most))
            .first();
    List<Dimension> wide = new ArrayList<>();
    for (int i = 0; i < capped.size(); i++) {
      if (!row.isNullAt(i) && row.getLong(i) > capped.get(i).cap() * SURELY_BELOW) {
        wide.add(capped.get(i));
      }
    }
    return wide;
  }

  /**
   * Finds the last values that have cells.
   *
   * @param values different rows of {@code by}, {@code grain}, {@code window}, {@code dimension}
   */
  static Caps among(List<Dimension> wide, Dataset<Row> values) {
    Column isLast = lit(false);
    for (Dimension d : wide) {
      isLast = isLast.or(col("by").equalTo(d.id()).and(col("place").equalTo(d.cap())));
    }
    Map<Place, Member> last = new HashMap<>();
    values
        .withColumn("hash", HASH.apply(col("dimension")))
        .withColumn("place", row_number().over(BY_HASH))
        .where(isLast)
        .select("by", "grain", "window", "hash", "dimension")
        .collectAsList()
        .forEach(
            r ->
                last.put(
                    new Place(r.getInt(0), r.getInt(1), r.getLong(2)),
                    new Member(r.getLong(3), r.getString(4))));
    return new Caps(last);
  }

  /**
   * @param rows with {@code by}, {@code grain}, {@code window} and {@code dimension}
   */
  Dataset<Row> applied(Dataset<Row> rows) {
    if (last.isEmpty()) {
      return rows;
    }
    UserDefinedFunction shown =
        udf((UDF4<Integer, Integer, Long, String, String>) this::shown, DataTypes.StringType);
    Column value = shown.apply(col("by"), col("grain"), col("window"), col("dimension"));
    return rows.withColumn("dimension", value);
  }

  /** The value whose cell in a window counts a value. */
  String shown(int by, int grain, long window, String value) {
    if (last.isEmpty()) {
      return value;
    }
    Member member = last.get(new Place(by, grain, window));
    return member != null && member.isBefore(value) ? Dimension.OTHER : value;
  }

  private static Column[] rest(List<Column> columns) {
    return columns.subList(1, columns.size()).toArray(Column[]::new);
  }
}
