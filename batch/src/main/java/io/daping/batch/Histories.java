package io.daping.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.daping.batch.history.Cohorts;
import io.daping.batch.history.Conversions;
import io.daping.batch.history.Funnels;
import io.daping.batch.history.Sessions;
import io.daping.batch.recompute.Attributions;
import io.daping.batch.recompute.Deduplication;
import io.daping.batch.recompute.Fate;
import io.daping.common.event.Topic;
import io.daping.common.fact.NightFacts;
import io.daping.common.journey.SoldLine;
import io.daping.common.spark.Kept;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What the night knows of persons and orders beyond the single event. The neighbouring days'
 * browsing is read once for all of it, in a few columns.
 */
public final class Histories implements AutoCloseable {
  /** How far back a day's payments are owed to views, and its events may belong to a session. */
  private static final Duration REACH = Duration.ofMillis(SoldLine.REACH_MS);

  private static final String[] OF_BROWSING = {
    "event_id",
    "payload_hash",
    "record_time",
    "partition",
    "offset",
    "event_time",
    "day",
    "visitor_id",
    "user_id",
    "action",
    "item_id",
    "recommendation_id"
  };

  private final Silver silver;
  private final JudgedDays judged;
  private final Kept neighbours;
  private final Optional<Kept> attributions;

  public Histories(Silver silver, JudgedDays judged) {
    this.silver = silver;
    this.judged = judged;
    this.neighbours = Kept.of(neighbours());
    this.attributions =
        judged
            .orders()
            .map(orders -> Attributions.of(Attributions.payments(orders), browse()))
            .map(Kept::of);
  }

  /** The facts of the days, as far as there can be any. */
  public Map<NightFacts, Dataset<Row>> facts() {
    Map<NightFacts, Dataset<Row>> facts = new EnumMap<>(NightFacts.class);
    judged.orders().ifPresent(orders -> facts.put(NightFacts.COHORT, cohort(orders)));
    judged.browse().ifPresent(ofTheDays -> addVisits(ofTheDays.where(Fate.isCounted()), facts));
    return facts;
  }

  private void addVisits(Dataset<Row> ofTheDays, Map<NightFacts, Dataset<Row>> facts) {
    Dataset<Row> all = browse().where(Fate.isCounted());
    facts.put(NightFacts.SESSION, Sessions.of(judged.range(), all));
    facts.put(NightFacts.FUNNEL, funnel(all));
    attributions()
        .ifPresent(owed -> facts.put(NightFacts.CONVERTED_VIEW, Conversions.of(ofTheDays, owed)));
  }

  private Dataset<Row> funnel(Dataset<Row> browse) {
    Dataset<Row> ofBrowsing = Funnels.ofBrowsing(browse);
    Dataset<Row> steps =
        judged
            .orders()
            .map(orders -> Funnels.ofOrders(orders.where(Fate.isCounted())))
            .map(ofBrowsing::unionByName)
            .orElse(ofBrowsing);
    return new Funnels(silver.settings().batch().funnelWindow()).of(judged.range(), steps);
  }

  /** Which view each line is owed to that was paid on the days or on the day after. */
  Optional<Dataset<Row>> attributions() {
    return attributions.map(Kept::rows);
  }

  /** Browsing of the days, of the day before and of the day after, with {@code fate}. */
  private Dataset<Row> browse() {
    return judged
        .browse()
        .map(rows -> rows.select(columns(Fate.COLUMN)).unionByName(neighbours.rows()))
        .orElse(neighbours.rows());
  }

  @Override
  public void close() {
    attributions.ifPresent(Kept::close);
    neighbours.close();
  }

  private Dataset<Row> cohort(Dataset<Row> orders) {
    Dataset<Row> payments = Attributions.payments(orders).where(judged.range().holds(col("day")));
    return Cohorts.of(payments, Deduplication.judged(silver.takings(judged.range())));
  }

  private Dataset<Row> neighbours() {
    DayRange all = judged.range().andNeighbours(REACH, silver.settings().zone());
    Dataset<Row> read = silver.read(Topic.BROWSE, all).select(columns());
    return Deduplication.judged(read)
        .where(all.holds(col("day")).and(not(judged.range().holds(col("day")))));
  }

  private static Column[] columns(String... more) {
    return Stream.concat(Arrays.stream(OF_BROWSING), Arrays.stream(more))
        .map(functions::col)
        .toArray(Column[]::new);
  }
}
