package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_millis;
import static org.apache.spark.sql.functions.when;

import io.daping.batch.DayRange;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.fact.IntakeFact.Fate;
import io.daping.common.fact.Source;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.NightTables;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The cells of {@link Source#INTAKE} from the tables, by record time: bronze has a row for each
 * record, silver and quarantine for those that are no duplicates, so what is left of bronze are the
 * duplicates. Of a day whose records {@code maintain} has deleted the cells are those of gold,
 * since nobody can count them again.
 */
public record IntakeCells(
    SparkSession spark, Settings settings, Catalogue catalogue, TopicCells cells) {
  /** A record in bronze, before it is known what became of it. */
  private static final String CAME = "came";

  private static final Column[] PLACE = {col("topic"), col("partition"), col("offset")};

  private static final WindowSpec MINUTE = Window.partitionBy("topic", "event_time");

  /** Of a catalogue. */
  public static IntakeCells of(SparkSession spark, Settings settings, Catalogue catalogue) {
    List<Metric> metrics = catalogue.of(Source.INTAKE);
    return new IntakeCells(
        spark,
        settings,
        catalogue,
        new TopicCells(Source.INTAKE, metrics, catalogue.dimensions(Source.INTAKE)));
  }

  /** Whether anything is known of what came in these days, and any metric counts it. */
  public boolean has(DayRange range) {
    return !cells.metrics().isEmpty()
        && !(bronze(range).isEmpty() && new TrimmedDays(spark, settings).of(range).isEmpty());
  }

  /** The cells of some days, see {@link CellRows}. */
  public Dataset<Row> of(DayRange range) {
    Object[] trimmed = new TrimmedDays(spark, settings).of(range).toArray();
    return trimmed.length == 0
        ? counted(range)
        : counted(range)
            .where(not(col("day").isin(trimmed)))
            .unionByName(kept(range).where(col("day").isin(trimmed)));
  }

  /** As the last night counted them. */
  private Dataset<Row> kept(DayRange range) {
    Object[] names = cells.metrics().stream().map(Metric::name).toArray();
    NightTables tables = NightTables.of(settings);
    return new GoldRows(catalogue)
        .cells(
            tables.gold().read(spark).where(range.predicate()).where(col("metric").isin(names)),
            tables.arrivals().read(spark).where(lit(false)))
        .drop("version");
  }

  private Dataset<Row> counted(DayRange range) {
    BusinessTime time = new BusinessTime(settings.zone());
    // A few rows a minute: counted once, and what follows is planned without what made them.
    Dataset<Row> facts = facts(range).localCheckpoint();
    Dataset<Row> entries = new Spread(cells, time).ofFacts(facts, "n");
    for (Metric metric : cells.metrics()) {
      String name = TopicCells.column(metric);
      entries = entries.withColumn(name, col(name).multiply(col("n")));
    }
    CellRows rows = new CellRows(cells, time);
    return rows.of(rows.sums(cells, entries, Caps.NONE), Arrivals.none(spark));
  }

  /** The columns of the facts, {@code event_time} and {@code n}: how many records are alike. */
  private Dataset<Row> facts(DayRange range) {
    Dataset<Row> kinds =
        kinds(range)
            .groupBy("topic", "event_time", "fate", "reason", "is_late")
            .agg(count(lit(1)).as("n"));
    Column known = sum(when(isCame(), 0L).otherwise(col("n"))).over(MINUTE);
    Column came = sum(when(isCame(), col("n")).otherwise(0L)).over(MINUTE);
    return kinds
        .withColumn("known", known)
        .withColumn("came", came)
        .where(col("came").gt(0))
        .withColumn("n", when(isCame(), col("n").minus(col("known"))).otherwise(col("n")))
        .withColumn("fate", when(isCame(), name(Fate.DUPLICATE)).otherwise(col("fate")))
        .where(col("n").gt(0))
        .drop("known", "came");
  }

  private Dataset<Row> kinds(DayRange range) {
    Dataset<Row> kinds =
        bronze(range)
            .select(kind(col("topic"), lit(CAME), lit(null), lit(false)))
            .unionByName(
                refused(range)
                    .select(kind(col("topic"), name(Fate.QUARANTINED), col("reason"), lit(false))));
    Column isLate = col("lateness_ms").gt(settings.stream().grace().of(Grain.MINUTE).toMillis());
    for (Topic topic : Topic.values()) {
      Column[] kind = kind(lit(topic.topicName()), name(Fate.ACCEPTED), lit(null), isLate);
      kinds = kinds.unionByName(accepted(topic, range).select(kind));
    }
    Dataset<Row> erased = bronze(range).where("is_erased");
    return erased.isEmpty() ? kinds : kinds.unionByName(forgotten(erased, range));
  }

  /** A present of somebody else for a forgotten person is still in silver. */
  private Dataset<Row> forgotten(Dataset<Row> erased, DayRange range) {
    Dataset<Row> known = refused(range).select(PLACE);
    for (Topic topic : Topic.values()) {
      known =
          known.unionByName(
              accepted(topic, range).withColumn("topic", lit(topic.topicName())).select(PLACE));
    }
    return erased
        .join(known, new String[] {"topic", "partition", "offset"}, "left_anti")
        .select(kind(col("topic"), name(Fate.FORGOTTEN), lit(null), lit(false)));
  }

  private Dataset<Row> bronze(DayRange range) {
    return ofRecordDays(tables().bronze().read(spark), range);
  }

  private Dataset<Row> refused(DayRange range) {
    return ofRecordDays(tables().quarantine().read(spark), range);
  }

  /** An accepted event's time is near its record's. */
  private Dataset<Row> accepted(Topic topic, DayRange range) {
    DayRange near = range.reachingBack(settings.intake().tooOldLimit().plusDays(1));
    return tables().silver(topic).read(spark).where(near.holds(col("day")).and(cameIn(range)));
  }

  /** A record's day is of UTC: a business day touches two. */
  private Dataset<Row> ofRecordDays(Dataset<Row> table, DayRange range) {
    DayRange days = new DayRange(range.from().minusDays(1), range.to().plusDays(1));
    return table.where(days.holds(col("record_day")).and(cameIn(range)));
  }

  private Column cameIn(DayRange range) {
    Column ms = unix_millis(col("record_time"));
    return ms.geq(range.startMs(settings.zone())).and(ms.lt(range.endMs(settings.zone())));
  }

  private Column[] kind(Column topic, Column fate, Column reason, Column isLate) {
    Column ms = unix_millis(col("record_time"));
    return new Column[] {
      topic.as("topic"),
      fate.as("fate"),
      reason.cast("string").as("reason"),
      isLate.cast("string").as("is_late"),
      new BusinessTime(settings.zone()).start(Grain.MINUTE, ms).as("event_time")
    };
  }

  private DeltaTables tables() {
    return DeltaTables.of(settings);
  }

  private static Column isCame() {
    return col("fate").equalTo(CAME);
  }

  private static Column name(Fate fate) {
    return lit(fate.name().toLowerCase(Locale.ROOT));
  }
}
