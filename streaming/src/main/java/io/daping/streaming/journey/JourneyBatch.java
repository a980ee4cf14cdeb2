package io.daping.streaming.journey;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.unix_millis;

import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.DimensionPins;
import io.daping.common.hbase.HBase;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.spark.DimensionTable;
import io.daping.common.spark.JourneyTables;
import io.daping.streaming.journey.Attribution.Changed;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.query.CheckpointGuard;
import io.daping.streaming.query.PartitionSummary;
import io.daping.streaming.query.ProgressLog;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** One micro-batch of the joins: silver to enriched events and attributions. */
public final class JourneyBatch implements VoidFunction2<Dataset<Row>, Long> {
  private static final long serialVersionUID = 1L;
  private static final String QUERY = "journey";

  private final transient CheckpointGuard guard;
  private final transient ProgressLog progress;
  private final transient ControlStore control;
  private final transient Settings settings;
  private final transient HBase.Target hbase;

  public JourneyBatch(
      CheckpointGuard guard, ProgressLog progress, ControlStore control, Settings settings) {
    this.guard = guard;
    this.progress = progress;
    this.control = control;
    this.settings = settings;
    this.hbase = HBase.Target.of(settings);
  }

  @Override
  public void call(Dataset<Row> rows, Long number) {
    long begun = System.nanoTime();
    MicroBatch batch = guard.begin(number);
    Dataset<Row> changes = rows.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<PartitionSummary> summaries = summaries(changes);
      long newestSale = newestSale(batch);
      if (!summaries.isEmpty()) {
        write(changes, summaries, batch);
        newestSale = attribute(changes, batch, newestSale);
      }
      control.newestSale(batch.timestamp(), newestSale);
      progress.finished(batch, summaries, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    } finally {
      changes.unpersist();
    }
  }

  private void write(Dataset<Row> changes, List<PartitionSummary> summaries, MicroBatch batch) {
    SparkSession spark = changes.sparkSession();
    DimensionPins pins = pins(spark, batch);
    Enrichment enrichment =
        new Enrichment(pins, (table, version) -> table.read(spark, settings, version));
    TableWriter writer = new TableWriter(batch, pins);
    JourneyTables tables = JourneyTables.of(settings);
    if (has(summaries, Topic.BROWSE)) {
      Dataset<Row> browse = SilverSource.of(changes, Topic.BROWSE);
      writer.append(enrichment.of(browse), tables.enrichedBrowse());
    }
    if (has(summaries, Topic.ORDER)) {
      Dataset<Row> lines = OrderLines.of(SilverSource.of(changes, Topic.ORDER));
      writer.append(enrichment.of(lines), tables.enrichedOrderLine());
    }
  }

  private long attribute(Dataset<Row> changes, MicroBatch batch, long newestSale) {
    Table table = JourneyTables.of(settings).attributions();
    Memory memory = new Memory(hbase, batch.timestamp());
    try (Changed changed = new Attribution(memory, newestSale).changed(changes)) {
      new AttributionMerge(table, settings.zone())
          .apply(changed.lines(), TableWriter.transaction(batch, table), batch.number());
      return changed.newestSale();
    }
  }

  /** Before the first micro-batch there is none; of a memory that another version filled any. */
  private long newestSale(MicroBatch batch) {
    return control.newestSale().orElse(batch.number() == 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
  }

  private static boolean has(List<PartitionSummary> summaries, Topic topic) {
    return summaries.stream().anyMatch(s -> s.topic().equals(topic.topicName()));
  }

  /** The newest versions, or those that this micro-batch asked when it was tried before. */
  private DimensionPins pins(SparkSession spark, MicroBatch batch) {
    return control
        .pins(QUERY, batch.number())
        .orElseGet(
            () -> {
              DimensionPins pins =
                  new DimensionPins(
                      batch.number(),
                      newest(DimensionTable.ITEM, spark),
                      newest(DimensionTable.USER, spark));
              control.pin(QUERY, batch.timestamp(), pins);
              return pins;
            });
  }

  private Long newest(DimensionTable table, SparkSession spark) {
    OptionalLong version = table.tableVersion(spark, settings);
    return version.isPresent() ? version.getAsLong() : null;
  }

  private static List<PartitionSummary> summaries(Dataset<Row> changes) {
    Column time = of("event_time");
    return changes
        .groupBy(col("topic"), of("partition").as("partition"))
        .agg(max(time), max(time.minus(unix_millis(of("record_time")))))
        .collectAsList()
        .stream()
        .map(r -> new PartitionSummary(r.getString(0), r.getInt(1), r.getLong(2), r.getLong(3)))
        .toList();
  }

  /** A column that every topic's silver has. */
  private static Column of(String name) {
    return coalesce(
        SilverSource.TOPICS.stream()
            .map(topic -> col(topic.topicName() + "." + name))
            .toArray(Column[]::new));
  }
}
