package io.daping.common.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.serve.MetricAnswer.Row;
import java.time.Instant;
import java.util.Map;
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
    Ranking ranking = new Ranking(asked, CATALOGUE, 1);
    ranking.take(cell(asked.dimension(), "10.0.0.1", 7));
    ranking.take(cell(asked.dimension(), Dimension.OTHER, 900));
    ranking.take(cell(asked.dimension(), "10.0.0.2", 9));
    assertThat(ranking.rows()).extracting(Row::dimension).containsExactly("10.0.0.2", "__other__");
    assertThat(ranking.rows())
        .extracting(Row::rank)
        .containsExactly(OptionalInt.of(1), OptionalInt.empty());
  }

  private static Stored cell(Dimension ip, String value, long requests) {
    CellKey key = new CellKey(REQUESTS.source(), ip, value, Grain.DAY, 0);
    Cell cell = Cell.of(2, new TreeMap<>(Map.of(REQUESTS.id(), new Total(requests))), 0, 0);
    return new Stored(key, cell, 1);
  }
}
