package io.daping.common.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.serve.MetricAnswer.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who stands where, of cells that were read. */
class RankingTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final Metric REQUESTS = CATALOGUE.metric("requests").orElseThrow();

  @Test
  void whatHasNoCellsOfItsOwnComesLastAndHasNoRank() {
    MetricQuery query =
        new MetricQuery(
            "requests",
            "ip",
            Grain.DAY,
            Instant.EPOCH,
            Instant.MAX,
            Map.of(),
            OptionalInt.of(1),
            Layer.STREAM);
    Asked asked = Asked.of(query, CATALOGUE, "CNY");
    Ranking ranking = new Ranking(asked, CATALOGUE, 1, Optional.empty());
    ranking.take(cell(asked.dimension(), "10.0.0.1", 7));
    ranking.take(cell(asked.dimension(), Dimension.OTHER, 900));
    ranking.take(cell(asked.dimension(), "10.0.0.2", 9));
    assertThat(ranking.rows()).extracting(Row::dimension).containsExactly("10.0.0.2", "__other__");
    assertThat(ranking.rows())
        .extracting(Row::rank)
        .containsExactly(OptionalInt.of(1), OptionalInt.empty());
  }

  @Test
  void aChangeOfRankIsTheRankingLessWhatTheLastMinutesAdded() {
    MetricQuery query =
        new MetricQuery(
            "orders_paid",
            "shop",
            Grain.DAY,
            Instant.EPOCH,
            Instant.MAX,
            Map.of(),
            OptionalInt.of(9),
            Layer.STREAM);
    Asked asked = Asked.of(query, CATALOGUE, "CNY");
    Instant since = Instant.EPOCH.plusSeconds(60);
    RankChanges changes = new RankChanges(asked, CATALOGUE, since, Duration.ofMinutes(5));
    Ranking ranking = new Ranking(asked, CATALOGUE, 9, Optional.of(changes));
    // Before: b 8, c 8 (less money), a 3; d was not there.
    ranking.take(sold(asked, "a", 15, 1));
    ranking.take(sold(asked, "b", 10, 700));
    ranking.take(sold(asked, "c", 8, 600));
    ranking.take(sold(asked, "d", 1, 5));
    changes.take(sold(asked, "a", 5, 1));
    changes.take(sold(asked, "a", 7, 0));
    changes.take(sold(asked, "b", 2, 50));
    changes.take(sold(asked, "d", 1, 5));
    assertThat(ranking.rows())
        .extracting(Row::dimension, row -> row.change().ranks(), row -> row.change().gained())
        .containsExactly(
            tuple("a", 2, BigDecimal.valueOf(12)),
            tuple("b", -1, BigDecimal.valueOf(2)),
            tuple("c", -1, BigDecimal.ZERO),
            tuple("d", null, BigDecimal.ONE));
  }

  @Test
  void whatCannotBeTakenApartByMinutesHasNoEarlierRanking() {
    for (String wrong : List.of("buyers shop", "units item", "average_order_value shop")) {
      String[] metricAndBy = wrong.split(" ");
      MetricQuery query =
          new MetricQuery(
              metricAndBy[0],
              metricAndBy[1],
              Grain.DAY,
              Instant.EPOCH,
              Instant.MAX,
              Map.of(),
              OptionalInt.of(9),
              Layer.STREAM);
      Asked asked = Asked.of(query, CATALOGUE, "CNY");
      assertThatThrownBy(
              () -> new RankChanges(asked, CATALOGUE, Instant.EPOCH, Duration.ofMinutes(5)))
          .isInstanceOf(BadQuery.class)
          .hasMessageContaining("ranking of then is not known");
    }
  }

  private static Stored sold(Asked asked, String shop, long orders, long fen) {
    CellKey key = new CellKey(asked.metric().source(), asked.dimension(), shop, Grain.DAY, 0);
    int gmv = CATALOGUE.metric("gmv_paid").orElseThrow().id();
    Map<Integer, MetricState> states =
        Map.of(asked.metric().id(), new Total(orders), gmv, Money.of("CNY", fen));
    return new Stored(key, Cell.of(2, new TreeMap<>(states), 0, 0), 1);
  }

  private static Stored cell(Dimension ip, String value, long requests) {
    CellKey key = new CellKey(REQUESTS.source(), ip, value, Grain.DAY, 0);
    Cell cell = Cell.of(2, new TreeMap<>(Map.of(REQUESTS.id(), new Total(requests))), 0, 0);
    return new Stored(key, cell, 1);
  }
}
