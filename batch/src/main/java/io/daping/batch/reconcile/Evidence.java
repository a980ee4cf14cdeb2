package io.daping.batch.reconcile;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_millis;
import static org.apache.spark.sql.functions.when;

import io.daping.batch.recompute.BusinessTime;
import io.daping.batch.recompute.CellRows;
import io.daping.batch.recompute.FactRows;
import io.daping.batch.recompute.Fate;
import io.daping.batch.recompute.Spread;
import io.daping.batch.recompute.TopicCells;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.catalogue.State;
import io.daping.common.config.Settings.PerGrain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Events that stream and night may have seen differently, turned into the cells that they touch.
 *
 * <p>Out: {@link CellRows#KEY}, {@code metric}, {@code currency}, {@code cause} (ordinal), and
 * {@code least} and {@code most}: how far the events can move the stream's number from the night's.
 * What goes beyond that is not explained by them.
 *
 * @param keep how long realtime cells are kept
 */
record Evidence(TopicCells cells, BusinessTime time, PerGrain keep) {
  /** Further than any difference of two numbers that are told here. */
  static final long ANY = Long.MAX_VALUE / 2;

  private static final StructType NONE =
      new StructType()
          .add("topic", DataTypes.IntegerType)
          .add("by", DataTypes.IntegerType)
          .add("dimension", DataTypes.StringType)
          .add("grain", DataTypes.IntegerType)
          .add("window", DataTypes.LongType)
          .add("metric", DataTypes.IntegerType)
          .add("currency", DataTypes.StringType)
          .add("cause", DataTypes.IntegerType)
          .add("least", DataTypes.LongType)
          .add("most", DataTypes.LongType);

  private static final String[] ALONG = {"cause", "weight", "arrived"};

  /** No evidence: of the intake's records there is none. */
  static Dataset<Row> none(SparkSession spark) {
    return spark.createDataFrame(List.of(), NONE);
  }

  /**
   * @param judged events with {@code fate}
   */
  Dataset<Row> of(Dataset<Row> judged) {
    Dataset<Row> suspects =
        excluded(judged).unionByName(repaired(judged)).unionByName(late(judged));
    Dataset<Row> facts = FactRows.of(cells.topic(), suspects, ALONG);
    Spread spread = new Spread(cells, time);
    String[] along =
        Stream.concat(cells.eventColumns().stream(), Arrays.stream(ALONG)).toArray(String[]::new);
    return bounds(spread.atEveryGrain(spread.ofFacts(facts, along)).where(isInTime()));
  }

  /** What the night left out may have been counted; what it took in its place may have not. */
  private Dataset<Row> excluded(Dataset<Row> judged) {
    Dataset<Row> out =
        judged.where(col(Fate.COLUMN).isin(Fate.DUPLICATE, Fate.REPEATED, Fate.CONFLICT));
    Column cause =
        when(col(Fate.COLUMN).equalTo(Fate.CONFLICT), Cause.CONFLICT.ordinal())
            .otherwise(Cause.DUPLICATE.ordinal());
    Dataset<Row> together = null;
    for (String name : cells.eventColumns()) {
      Dataset<Row> groups = out.select(col(name), cause.as("cause")).distinct();
      Dataset<Row> members = judged.join(groups, name).select(suspect(judged, col("cause")));
      together = together == null ? members : together.unionByName(members);
    }
    return together.dropDuplicates("partition", "offset", "cause");
  }

  /** Such come days after their time, when the stream may have written their cells off. */
  private Dataset<Row> repaired(Dataset<Row> judged) {
    return judged
        .where(Fate.isCounted().and(col("repairs_offset").isNotNull()))
        .select(suspect(judged, lit(Cause.QUARANTINED_THEN_REPAIRED.ordinal())));
  }

  private Dataset<Row> late(Dataset<Row> judged) {
    Column age = unix_millis(col("record_time")).minus(col("event_time"));
    return judged
        .where(Fate.isCounted().and(age.gt(keep.minute().toMillis())))
        .select(suspect(judged, lit(Cause.LATE.ordinal())));
  }

  private static Column[] suspect(Dataset<Row> judged, Column cause) {
    List<Column> columns = new ArrayList<>();
    Arrays.stream(judged.columns()).map(functions::col).forEach(columns::add);
    columns.add(cause.as("cause"));
    columns.add(when(Fate.isCounted(), -1L).otherwise(1L).as("weight"));
    columns.add(unix_millis(col("record_time")).as("arrived"));
    return columns.toArray(Column[]::new);
  }

  /** Late is what came when the cell itself was gone. */
  private Column isInTime() {
    Column late = lit(false);
    for (Grain grain : Grain.values()) {
      Column gone = time.end(grain, col("window")).plus(keep.of(grain).toMillis());
      late = late.or(col("grain").equalTo(grain.ordinal()).and(col("arrived").gt(gone)));
    }
    return col("cause").notEqual(Cause.LATE.ordinal()).or(late);
  }

  private Dataset<Row> bounds(Dataset<Row> rows) {
    List<Column> keys = new ArrayList<>(CellRows.KEY.stream().map(functions::col).toList());
    keys.addAll(List.of(col("metric"), col("currency"), col("cause")));
    List<Column> ofEvent = new ArrayList<>(keys);
    cells.eventColumns().forEach(name -> ofEvent.add(col(name)));
    ofEvent.add(col("weight"));
    Dataset<Row> events =
        rows.withColumnRenamed("currency", "money_of")
            .withColumn("topic", lit(cells.source().ordinal()))
            .withColumn("v", explode(array(numbers())))
            .where(col("v.value").isNotNull())
            .select(col("*"), col("v.*"))
            .groupBy(ofEvent.toArray(Column[]::new))
            .agg(sum("value").as("sum"), first("value").as("once"))
            .withColumn("value", when(isSum(), col("sum")).otherwise(col("once")));
    return events
        .groupBy(keys.toArray(Column[]::new))
        .agg(
            sum(least(col("value"), lit(0L))).as("least"),
            sum(greatest(col("value"), lit(0L))).as("most"))
        .withColumn("least", when(isQuantile(), lit(-ANY)).otherwise(col("least")))
        .withColumn("most", when(isQuantile(), lit(ANY)).otherwise(col("most")));
  }

  /** One number more or less may move a quantile anywhere. */
  private Column isQuantile() {
    return isIn(State.QUANTILE);
  }

  private Column isSum() {
    return isIn(State.SUM);
  }

  private Column isIn(State state) {
    return col("metric")
        .isin(cells.metrics().stream().filter(m -> m.state() == state).map(Metric::id).toArray());
  }

  private Column[] numbers() {
    List<Column> numbers = new ArrayList<>();
    for (Metric m : cells.metrics()) {
      Column value =
          cells.isToldApart(m) ? when(col("apart").equalTo(m.id()), 1L) : col("m" + m.id());
      Column currency = m.isMoney() ? col("money_of") : lit("");
      numbers.add(
          struct(
              lit(m.id()).as("metric"),
              currency.as("currency"),
              value.multiply(col("weight")).as("value")));
    }
    return numbers.toArray(Column[]::new);
  }
}
