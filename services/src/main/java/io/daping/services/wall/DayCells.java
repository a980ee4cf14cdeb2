package io.daping.services.wall;

import io.daping.common.catalogue.Grain;
import io.daping.common.serve.BadQuery;
import io.daping.common.serve.Layer;
import io.daping.common.serve.MetricAnswer;
import io.daping.common.serve.MetricQuery;
import io.daping.common.serve.MetricReader;
import io.daping.services.wall.WallNumbers.Estimate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The served cells of one business day, question by question. Remembers the answers, because the
 * wall also shows how new they are. A metric that the catalogue does not know has no answer.
 */
final class DayCells {
  private final MetricReader reader;
  private final Instant start;
  private final Instant end;
  private final List<MetricAnswer> answers = new ArrayList<>();

  DayCells(MetricReader reader, LocalDate day, ZoneId zone) {
    this.reader = reader;
    this.start = day.atStartOfDay(zone).toInstant();
    this.end = day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  /** The day's total; 0 when nothing was counted yet, null for an unknown metric. */
  Long total(String metric) {
    Estimate estimate = estimate(metric);
    return estimate == null ? null : estimate.value();
  }

  /** The day's total and its error. */
  Estimate estimate(String metric) {
    return ask(metric, "total", Grain.DAY, Map.of(), OptionalInt.empty())
        .map(DayCells::only)
        .orElse(null);
  }

  /** The day's value of one item. */
  Long ofItem(String metric, String item) {
    return ask(
            metric,
            WallQueries.ITEM,
            Grain.DAY,
            Map.of(WallQueries.ITEM, item),
            OptionalInt.empty())
        .map(answer -> only(answer).value())
        .orElse(null);
  }

  /** The best items of the day, best first. */
  List<MetricAnswer.Row> best(String metric, int count) {
    return ask(metric, WallQueries.ITEM, Grain.DAY, Map.of(), OptionalInt.of(count))
        .map(MetricAnswer::rows)
        .orElse(List.of());
  }

  /** The day's minutes by time. */
  List<MinutePoint> minutes(String metric) {
    return ask(metric, "total", Grain.MINUTE, Map.of(), OptionalInt.empty())
        .map(MetricAnswer::rows)
        .orElse(List.of())
        .stream()
        .map(row -> new MinutePoint(row.windowStart().toEpochMilli(), row.whole()))
        .sorted((a, b) -> Long.compare(a.epochMs(), b.epochMs()))
        .toList();
  }

  /** The greatest of something over all answers so far, null when no answer has it. */
  Instant newest(Function<MetricAnswer, Instant> time) {
    return answers.stream().map(time).filter(Objects::nonNull).max(Instant::compareTo).orElse(null);
  }

  private Optional<MetricAnswer> ask(
      String metric, String by, Grain grain, Map<String, String> where, OptionalInt top) {
    try {
      MetricAnswer answer =
          reader.answer(new MetricQuery(metric, by, grain, start, end, where, top, Layer.SERVED));
      answers.add(answer);
      return Optional.of(answer);
    } catch (BadQuery unknown) {
      return Optional.empty();
    }
  }

  private static Estimate only(MetricAnswer answer) {
    return answer.rows().stream()
        .findFirst()
        .map(row -> new Estimate(row.whole(), row.error()))
        .orElse(new Estimate(0, 0));
  }
}
