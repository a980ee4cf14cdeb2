package io.daping.common.serve;

import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.serve.MetricAnswer.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Every cell of the range as a row, by window and dimension. For one thread. */
final class Listing implements CellReading {
  private final Asked asked;
  private final List<Row> rows = new ArrayList<>();

  Listing(Asked asked) {
    this.asked = asked;
  }

  @Override
  public void take(Stored stored) {
    Reading reading = asked.figure().read(m -> stored.cell().state(m.id())).get(asked.readingsOf());
    if (reading == null) {
      return;
    }
    if (rows.size() == MetricQuery.MOST_ROWS) {
      throw new BadQuery(
          "more than "
              + MetricQuery.MOST_ROWS
              + " cells, which do not fit an answer: narrow the range, ask for the top, or take a"
              + " coarser grain");
    }
    rows.add(row(stored, reading));
  }

  @Override
  public List<Row> rows() {
    rows.sort(
        Comparator.comparing(Row::windowStart).thenComparing(Row::dimension, Ranked.BYTE_BY_BYTE));
    return rows;
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
