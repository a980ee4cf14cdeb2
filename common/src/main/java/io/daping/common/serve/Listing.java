package io.daping.common.serve;

import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.serve.MetricAnswer.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Every cell of the range as a row, by window and dimension. */
record Listing(Asked asked) {
  static final int MOST_ROWS = 5_000;

  /**
   * @throws BadQuery when there are more than an answer may hold
   */
  List<Row> rows(List<Stored> cells) {
    List<Row> rows = new ArrayList<>();
    for (Stored stored : cells) {
      Reading reading =
          asked.figure().read(m -> stored.cell().state(m.id())).get(asked.readingsOf());
      if (reading != null && wanted(stored)) {
        rows.add(row(stored, reading));
      }
    }
    if (rows.size() > MOST_ROWS) {
      throw new BadQuery(
          rows.size()
              + " cells, at most "
              + MOST_ROWS
              + " fit an answer: narrow the range, ask for the top, or take a coarser grain");
    }
    rows.sort(
        Comparator.comparing(Row::windowStart).thenComparing(Row::dimension, Ranking.BYTE_BY_BYTE));
    return rows;
  }

  private boolean wanted(Stored stored) {
    return asked.value() == null || asked.value().equals(stored.key().value());
  }

  private Row row(Stored stored, Reading reading) {
    return new Row(
        Instant.ofEpochMilli(stored.key().window()),
        stored.key().value(),
        BigDecimal.valueOf(reading.value(), asked.figure().decimals()),
        reading.error(),
        OptionalInt.empty());
  }
}
