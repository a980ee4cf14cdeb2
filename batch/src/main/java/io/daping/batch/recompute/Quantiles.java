package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.daping.common.cell.CellCodec;
import io.daping.common.cell.Values;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;

/** Turns the numbers of a cell, each with its count, into the state that the stream keeps, too. */
final class Quantiles {
  private static final StructType SHOWN =
      new StructType().add("value", DataTypes.LongType).add("state", DataTypes.BinaryType);

  private static final UserDefinedFunction STATE =
      udf((UDF2<Seq<Row>, Double, Row>) Quantiles::shown, SHOWN);

  private Quantiles() {}

  /** A number and how often it came: from {@code text} and {@code n}. */
  static Column counted() {
    return struct(col("text").cast("bigint").as("number"), col("n"));
  }

  /**
   * The quantile and the state.
   *
   * @param numbers an array of {@link #counted()}
   */
  static Column of(Column numbers, double share) {
    return STATE.apply(numbers, lit(share));
  }

  private static Row shown(Seq<Row> counted, Double share) {
    long[] numbers = new long[counted.size()];
    long[] counts = new long[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = counted.apply(i).getLong(0);
      counts[i] = counted.apply(i).getLong(1);
    }
    Values values = Values.counted(numbers, counts);
    return RowFactory.create(values.quantile(share), CellCodec.encode(values));
  }
}
