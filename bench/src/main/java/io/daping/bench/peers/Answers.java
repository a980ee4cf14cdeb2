package io.daping.bench.peers;

import io.daping.bench.peers.QuerySet.Query;
import io.daping.common.cell.Distinct;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import java.time.Instant;

/** How an answer to a query is written down, so that answers of any engine compare as texts. */
public final class Answers {
  private Answers() {}

  /** Which answer it is: metric, grain, window, dimension and value of it. */
  public static String name(Query query, long window, String value) {
    return "%s per %s of %s, %s \"%s\""
        .formatted(
            query.metric().name(),
            query.grain().grainName(),
            Instant.ofEpochMilli(window),
            query.dimension().name(),
            value);
  }

  /** Its number; money as {@code {CODE=AMOUNT, ...}}. */
  public static String number(MetricState state) {
    if (state instanceof Total total) {
      return Long.toString(total.value());
    }
    if (state instanceof Distinct distinct) {
      return Long.toString(distinct.estimate());
    }
    if (state instanceof Money money) {
      return money.amounts().toString();
    }
    throw new IllegalArgumentException("no query has a state like " + state);
  }
}
