package io.daping.batch;

import static org.apache.spark.sql.functions.col;

import io.daping.batch.recompute.BusinessTime;
import io.daping.batch.recompute.Recompute;
import io.daping.batch.recompute.TopicCells;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.spark.Kept;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The events of some days with what the night makes of each, read from silver once. Orders are
 * there of the day after, too: they tell what became of the last views.
 *
 * @param kept by topic; topics without any event may be absent
 */
public record JudgedDays(DayRange range, Map<Topic, Kept> kept) implements AutoCloseable {

  /** Reads what the range's days need. */
  public static JudgedDays read(
      DayRange range, Silver silver, Settings settings, Catalogue catalogue) {
    Map<Topic, Kept> kept = new EnumMap<>(Topic.class);
    for (TopicCells cells : toCompute(silver, range, TopicCells.ofTopics(catalogue))) {
      Topic topic = cells.topic();
      kept.put(
          topic,
          Kept.of(
              recompute(cells, settings).judged(silver.read(topic, range), days(topic, range))));
    }
    return new JudgedDays(range, kept);
  }

  /** A topic's recomputation by the settings. */
  public static Recompute recompute(TopicCells cells, Settings settings) {
    return new Recompute(cells, new BusinessTime(settings.zone()), settings.stream().grace());
  }

  /** The events of the days themselves. */
  public Map<Topic, Dataset<Row>> ofTheDays() {
    Map<Topic, Dataset<Row>> judged = new EnumMap<>(Topic.class);
    kept.forEach((topic, rows) -> judged.put(topic, rows.rows()));
    judged.computeIfPresent(Topic.ORDER, (topic, rows) -> rows.where(range.holds(col("day"))));
    return judged;
  }

  /** Browse events of the days. */
  Optional<Dataset<Row>> browse() {
    return Optional.ofNullable(kept.get(Topic.BROWSE)).map(Kept::rows);
  }

  /** Order events of the days and of the day after. */
  Optional<Dataset<Row>> orders() {
    return Optional.ofNullable(kept.get(Topic.ORDER)).map(Kept::rows);
  }

  @Override
  public void close() {
    kept.values().forEach(Kept::close);
  }

  /** The topics with events in these days, and one at least: of no event come no cells. */
  private static List<TopicCells> toCompute(Silver silver, DayRange range, List<TopicCells> all) {
    List<TopicCells> some =
        all.stream()
            .filter(cells -> silver.has(cells.topic(), days(cells.topic(), range)))
            .toList();
    return some.isEmpty() ? all.subList(0, 1) : some;
  }

  private static DayRange days(Topic topic, DayRange range) {
    return topic == Topic.ORDER ? range.andDayAfter() : range;
  }
}
