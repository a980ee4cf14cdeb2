package io.daping.common.serve;

import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.serve.MetricAnswer.Row;
import java.util.List;

/** Turns the cells of a range into rows while they are read: a range may hold millions. */
interface CellReading {
  /**
   * Takes one more cell.
   *
   * @throws BadQuery when there are more than an answer may hold
   */
  void take(Stored stored);

  /** The rows of all cells taken, in their order. */
  List<Row> rows();
}
