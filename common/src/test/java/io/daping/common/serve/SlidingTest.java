package io.daping.common.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.Distinct;
import io.daping.common.cell.DistinctBuilder;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.serve.MetricAnswer.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Windows of several minutes, one a minute. */
class SlidingTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final Instant TEN = Instant.parse("2026-11-11T02:00:00Z");

  @Test
  void everyMinuteHasAWindowThatLiesInTheRangeAndEndsByTheNewestMinute() {
    assertThat(numbers(query("pv", TEN, TEN.plusSeconds(3_600))))
        .containsExactly("0 shoes 6 FINAL", "1 shoes 5 PROVISIONAL");
    assertThat(numbers(query("pv", TEN.plusSeconds(60), TEN.plusSeconds(3_600))))
        .containsExactly("1 shoes 5 PROVISIONAL");
    assertThat(numbers(query("pv", TEN, TEN.plusSeconds(180)))).containsExactly("0 shoes 6 FINAL");
  }

  @Test
  void visitorsOfAWindowAreTheUnionOfItsMinutes() {
    assertThat(numbers(query("uv", TEN, TEN.plusSeconds(180)))).containsExactly("0 shoes 3 FINAL");
  }

  /** Minutes 0 to 3 with 1, 2, 3 and nothing but another metric; the newest is minute 3. */
  private static List<String> numbers(MetricQuery query) {
    Asked asked = Asked.of(query, CATALOGUE, "CNY");
    Sliding sliding = new Sliding(asked, query, end -> !end.isAfter(TEN.plusSeconds(180)));
    sliding.take(cell(asked.dimension(), 0, 1, "a"));
    sliding.take(cell(asked.dimension(), 1, 2, "a", "b"));
    sliding.take(cell(asked.dimension(), 2, 3, "c", "a"));
    CellKey newest = key(asked.dimension(), 3);
    sliding.take(new Stored(newest, Cell.of(2, new TreeMap<>(), 0, 0), 1));
    return sliding.rows().stream()
        .map(
            (Row row) ->
                "%d %s %d %s"
                    .formatted(
                        Duration.between(TEN, row.windowStart()).toMinutes(),
                        row.dimension(),
                        row.whole(),
                        row.standing()))
        .toList();
  }

  private static MetricQuery query(String metric, Instant from, Instant to) {
    return new MetricQuery(
        metric,
        "category",
        Grain.MINUTE,
        from,
        to,
        Map.of(),
        OptionalInt.empty(),
        Layer.STREAM,
        Duration.ofMinutes(3),
        null);
  }

  private static Stored cell(Dimension category, int minute, long views, String... visitors) {
    DistinctBuilder texts = new DistinctBuilder();
    for (String visitor : visitors) {
      texts.add(Distinct.coupon(visitor.getBytes(StandardCharsets.UTF_8)));
    }
    Map<Integer, MetricState> states = Map.of(id("pv"), new Total(views), id("uv"), texts.state());
    return new Stored(key(category, minute), Cell.of(2, new TreeMap<>(states), 0, 0), 1);
  }

  private static CellKey key(Dimension category, int minute) {
    long start = TEN.plusSeconds(60L * minute).toEpochMilli();
    return new CellKey(
        CATALOGUE.metric("pv").orElseThrow().source(), category, "shoes", Grain.MINUTE, start);
  }

  private static int id(String metric) {
    return CATALOGUE.metric(metric).orElseThrow().id();
  }
}
