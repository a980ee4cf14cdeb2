package io.daping.batch.check;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** A number has a name, a place and a value. */
record NotNull() implements Check {
  private static final List<String> ALWAYS =
      List.of("metric", "grain", "window_start", "by", "dimension", "value", "catalogue_version");

  @Override
  public String name() {
    return "not_null";
  }

  @Override
  public Dataset<Row> breaches(Checked checked) {
    Column anyNull =
        ALWAYS.stream().map(name -> col(name).isNull()).reduce(Column::or).orElseThrow();
    Column[] present = ALWAYS.stream().map(functions::col).toArray(Column[]::new);
    return checked
        .gold()
        .where(anyNull)
        .select(
            col("day"),
            functions.concat(lit("a column is null: "), concat_ws(" ", present)).as("what"));
  }
}
