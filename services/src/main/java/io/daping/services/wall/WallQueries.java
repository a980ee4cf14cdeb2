package io.daping.services.wall;

import io.daping.common.catalogue.Grain;
import io.daping.common.serve.BadQuery;
import io.daping.common.serve.Layer;
import io.daping.common.serve.MetricAnswer;
import io.daping.common.serve.MetricQuery;
import io.daping.common.serve.MetricReader;
import io.daping.services.answer.Question;
import io.daping.services.wall.WallNumbers.TopItem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Which questions make the wall. A new panel's question is added here. For one thread.
 *
 * <p>"Today" is the business day of the newest data, so that a replayed promotion of another year
 * is shown as if it were now.
 */
final class WallQueries {
  static final String ITEM = "item";
  private static final String GMV = "gmv_paid";
  private static final int BEST_ITEMS = 5;

  /** An item that rises among the best came from among these, or it has no earlier rank. */
  private static final int REMEMBERED_ITEMS = 200;

  private final MetricReader reader;
  private final ZoneId zone;
  private final String baseCurrency;
  private final Clock clock;
  private final RankMemory memory = new RankMemory();
  private LocalDate day;

  WallQueries(MetricReader reader, ZoneId zone, String baseCurrency, Clock clock) {
    this.reader = reader;
    this.zone = zone;
    this.baseCurrency = baseCurrency;
    this.clock = clock;
    this.day = Grain.businessDay(clock.instant(), zone);
  }

  /** The numbers of the day that is newest as of this reading. */
  WallNumbers read() {
    WallNumbers numbers = numbers();
    LocalDate newest = newestDay(numbers);
    if (!newest.equals(day)) {
      day = newest;
      numbers = numbers();
    }
    return numbers;
  }

  /** What stands in before the first reading. */
  WallNumbers none() {
    return WallNumbers.none(day, baseCurrency);
  }

  private WallNumbers numbers() {
    DayCells cells = new DayCells(reader, day, zone);
    Long gmv = cells.total(GMV);
    Long orders = cells.total("orders_paid");
    var buyers = cells.estimate("buyers");
    Long units = cells.total("units");
    Long pv = cells.total("pv");
    var uv = cells.estimate("uv");
    var gmvMinutes = cells.minutes(GMV);
    var pvMinutes = cells.minutes("pv");
    List<TopItem> best = best(cells);
    Instant asOf = cells.newest(MetricAnswer::asOf);
    Instant watermark = cells.newest(MetricAnswer::watermark);
    return new WallNumbers(
        day,
        asOf,
        watermark,
        baseCurrency,
        gmv,
        orders,
        buyers,
        units,
        pv,
        uv,
        gmvMinutes,
        pvMinutes,
        best);
  }

  private List<TopItem> best(DayCells cells) {
    Instant now = clock.instant();
    List<MetricAnswer.Row> ranking = cells.best(GMV, REMEMBERED_ITEMS);
    memory.see(now, day, ranking);
    return ranking.stream()
        .limit(BEST_ITEMS)
        .map(
            row ->
                new TopItem(
                    row.rank().orElse(0),
                    row.dimension(),
                    cells.ofItem("units", row.dimension()),
                    row.whole(),
                    memory.change(now, row)))
        .toList();
  }

  private LocalDate newestDay(WallNumbers numbers) {
    if (numbers.watermark() != null) {
      return Grain.businessDay(numbers.watermark(), zone);
    }
    return numbers.asOf() == null ? lastDayOfCells() : day;
  }

  /** Without a stream: the last day that the night published. */
  private LocalDate lastDayOfCells() {
    try {
      return reader.answer(allDays()).rows().stream()
          .map(MetricAnswer.Row::windowStart)
          .max(Instant::compareTo)
          .map(start -> Grain.businessDay(start, zone))
          .orElse(day);
    } catch (BadQuery tooMuchOrUnknown) {
      return day;
    }
  }

  private static MetricQuery allDays() {
    return new MetricQuery(
        GMV,
        "total",
        Grain.DAY,
        Question.BEGINNING,
        Question.END,
        Map.of(),
        OptionalInt.empty(),
        Layer.SERVED);
  }
}
