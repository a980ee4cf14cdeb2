package io.daping.batch;

import static org.apache.spark.sql.functions.lit;

import io.daping.batch.recompute.GoldRows;
import io.daping.batch.recompute.IntakeCells;
import io.daping.batch.recompute.TopicCells;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.fact.NightFacts;
import io.daping.common.spark.Kept;
import io.daping.common.spark.NightTables;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Some days while the steps of the night are at them. What one step has read or made the next finds
 * in memory; a step that runs alone reads it from the tables.
 */
final class Pass implements AutoCloseable {
  private final DayRange range;
  private final Silver silver;
  private final Catalogue catalogue;
  private JudgedDays judged;
  private Kept cells;
  private boolean isFresh;
  private Map<LocalDate, DayDigest> digests;

  Pass(DayRange range, Silver silver, Catalogue catalogue) {
    this.range = range;
    this.silver = silver;
    this.catalogue = catalogue;
  }

  DayRange range() {
    return range;
  }

  SparkSession spark() {
    return silver.spark();
  }

  Settings settings() {
    return silver.settings();
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Silver silver() {
    return silver;
  }

  /** The days' events with what the night makes of each. */
  JudgedDays judged() {
    if (judged == null) {
      judged = JudgedDays.read(range, silver, settings(), catalogue);
    }
    return judged;
  }

  /** The days' cells, as the last recomputation made them. */
  Dataset<Row> cells() {
    if (cells == null) {
      keep(ofGold());
      isFresh = false;
    }
    return cells.rows();
  }

  /** Makes the days' cells from silver and bronze. */
  Dataset<Row> recomputed(Map<NightFacts, Dataset<Row>> histories) {
    keep(fresh(judged().ofTheDays(), histories));
    return cells.rows();
  }

  /**
   * The same without what takes a history, as nothing in gold: for days that the night has not been
   * to.
   */
  void computedAside() {
    keep(fresh(judged().ofTheDays(), Map.of()));
  }

  /** A topic's cells, computed aside; empty if it has no events. */
  Optional<Dataset<Row>> aside(Topic topic) {
    return TopicCells.ofTopics(catalogue).stream()
        .filter(cells -> cells.topic() == topic && judged().ofTheDays().containsKey(topic))
        .findFirst()
        .map(cells -> cells(cells, judged().ofTheDays().get(topic), Map.of()))
        .map(cells -> cells.withColumn("version", lit(catalogue.version())));
  }

  /** Whether the cells were made in this pass, by the rules of now. */
  boolean isFresh() {
    return isFresh;
  }

  /** The digest of a day's cells. */
  DayDigest digest(LocalDate day) {
    if (digests == null) {
      digests = DayDigest.of(new GoldRows(catalogue), cells());
    }
    return digests.getOrDefault(day, DayDigest.NONE);
  }

  /** Whether gold knows nothing of the days. */
  boolean isNew() {
    NightTables tables = NightTables.of(settings());
    return tables.gold().read(spark()).where(range.predicate()).isEmpty()
        && tables.arrivals().read(spark()).where(range.predicate()).isEmpty();
  }

  private Dataset<Row> ofGold() {
    NightTables tables = NightTables.of(settings());
    return new GoldRows(catalogue)
        .cells(
            tables.gold().read(spark()).where(range.predicate()),
            tables.arrivals().read(spark()).where(range.predicate()));
  }

  private Dataset<Row> fresh(
      Map<Topic, Dataset<Row>> events, Map<NightFacts, Dataset<Row>> histories) {
    Dataset<Row> ofEvents =
        TopicCells.ofTopics(catalogue).stream()
            .filter(topic -> events.containsKey(topic.topic()))
            .map(topic -> cells(topic, events.get(topic.topic()), histories))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    IntakeCells intake = IntakeCells.of(spark(), settings(), catalogue);
    Dataset<Row> all = intake.has(range) ? ofEvents.unionByName(intake.of(range)) : ofEvents;
    return all.withColumn("version", lit(catalogue.version()));
  }

  private Dataset<Row> cells(
      TopicCells topic, Dataset<Row> events, Map<NightFacts, Dataset<Row>> histories) {
    return JudgedDays.recompute(topic, settings()).cells(events, histories);
  }

  private void keep(Dataset<Row> made) {
    if (cells != null) {
      cells.close();
    }
    cells = Kept.of(made);
    digests = null;
    isFresh = true;
  }

  @Override
  public void close() {
    if (cells != null) {
      cells.close();
    }
    if (judged != null) {
      judged.close();
    }
  }
}
