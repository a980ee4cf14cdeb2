package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Counts how many different texts each cell has: people, addresses, orders of several lines. All
 * facts of a text stand together, so that each is remembered for as long as its own facts last, and
 * what is sent on are counts: of sets of texts a large day has ten times as many members as events.
 *
 * @param cells the metrics that count different texts
 */
record TextCounts(TopicCells cells, BusinessTime time, Caps caps) implements Serializable {

  /** Metrics that tell the same texts apart; a bit of a fact's {@code counts} for each. */
  private record Kind(List<Metric> metrics) {

    static Collection<Kind> of(TopicCells cells) {
      Map<String, Kind> kinds = new LinkedHashMap<>();
      for (Metric m : cells.metrics()) {
        kinds.computeIfAbsent("" + m.of(), of -> new Kind(new ArrayList<>())).metrics.add(m);
      }
      return kinds.values();
    }

    /** The text, and which metrics count it, by their places among all. */
    Column texts(List<Metric> all) {
      Column[] texts = metrics.stream().map(m -> col(TopicCells.column(m))).toArray(Column[]::new);
      Column counts = lit(0L);
      for (Metric m : metrics) {
        Column isCounted = col(TopicCells.column(m)).isNotNull();
        counts = counts.plus(when(isCounted, 1L << all.indexOf(m)).otherwise(0L));
      }
      return struct(coalesce(texts).as("text"), counts.as("counts"));
    }
  }

  /**
   * @param facts that count
   * @return {@code by}, {@code dimension}, {@code grain}, {@code window}, {@code m1…}; several rows
   *     of a cell add up
   */
  Dataset<Row> of(Dataset<Row> facts) {
    Column[] kinds =
        Kind.of(cells).stream().map(k -> k.texts(cells.metrics())).toArray(Column[]::new);
    List<Column> columns = new ArrayList<>(List.of(col("t.text"), col("t.counts")));
    Arrays.stream(Grain.values()).forEach(g -> columns.add(col(g.grainName())));
    cells.dimensions().forEach(d -> columns.add(col(TopicCells.column(d))));
    return new Spread(cells, time)
        .contributions(facts, List.of())
        .withColumn("t", explode(array(kinds)))
        .where(col("t.text").isNotNull())
        .select(columns.toArray(Column[]::new))
        .repartition(col("text"))
        .sortWithinPartitions("text")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> new TextTally(this, rows),
            Encoders.row(schema()));
  }

  private StructType schema() {
    StructType schema =
        new StructType()
            .add("by", DataTypes.IntegerType)
            .add("dimension", DataTypes.StringType)
            .add("grain", DataTypes.IntegerType)
            .add("window", DataTypes.LongType);
    for (Metric m : cells.metrics()) {
      schema = schema.add(TopicCells.column(m), DataTypes.LongType);
    }
    return schema;
  }
}
