package io.daping.services.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.catalogue.Grain;
import io.daping.common.serve.MetricAnswer;
import io.daping.common.serve.MetricAnswer.Row;
import io.daping.common.serve.RankChange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A change of rank in words. */
class ReasonTest {

  @Test
  void aChangeOfRankHasItsReason() {
    assertThat(reason("pieces", null, 3, 412)).isEqualTo("up 3: +412 pieces in 5 minutes");
    assertThat(reason("pieces", null, -1, 0)).isEqualTo("down 1: +0 pieces in 5 minutes");
    assertThat(reason("orders", null, 0, 1_200)).isEqualTo("as before: +1,200 orders in 5 minutes");
    assertThat(reason("money", "CNY", null, -990)).isEqualTo("new: -9.90 CNY in 5 minutes");
  }

  private static String reason(String unit, String currency, Integer ranks, long gained) {
    RankChange change =
        new RankChange(ranks, BigDecimal.valueOf(gained), Instant.EPOCH, Duration.ofMinutes(5));
    Row row = new Row(Instant.EPOCH, "a", BigDecimal.TEN, 0, OptionalInt.of(1), null, change);
    return Reason.of(
        new MetricAnswer("m", unit, currency, Grain.DAY, "shop", null, null, 0, 2, List.of(row)),
        row);
  }
}
