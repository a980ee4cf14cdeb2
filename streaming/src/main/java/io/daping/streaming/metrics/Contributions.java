package io.daping.streaming.metrics;

import io.daping.common.catalogue.Metric;
import io.daping.common.catalogue.State;
import io.daping.common.cell.Distinct;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/** What one fact adds to each metric of its topic. Used again for each fact; for one thread. */
final class Contributions {
  private final boolean[] isText;
  private final long[] numbers;
  private String currency;
  private long event;
  private long weight;
  private long counting;

  Contributions(List<Metric> metrics) {
    this.isText = new boolean[metrics.size()];
    this.numbers = new long[metrics.size()];
    for (int i = 0; i < isText.length; i++) {
      isText[i] = metrics.get(i).state() == State.DISTINCT;
    }
  }

  /**
   * @param row null where the fact does not count
   * @param ofEvent a number of its own for each event, from 1
   * @param ofWeight how often it counts; below 0 to take an earlier addition back
   */
  void set(InternalRow row, String ofCurrency, long ofEvent, long ofWeight) {
    currency = ofCurrency;
    event = ofEvent;
    weight = ofWeight;
    counting = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (!row.isNullAt(i)) {
        counting |= 1L << i;
        numbers[i] = isText[i] ? Distinct.coupon(row.getUTF8String(i).getBytes()) : row.getLong(i);
      }
    }
  }

  /** Bit i is set where the fact counts for metric i. */
  long counting() {
    return counting;
  }

  /** What it adds to a metric: a number, or a text's coupon. */
  long number(int metric) {
    return numbers[metric];
  }

  String currency() {
    return currency;
  }

  long event() {
    return event;
  }

  long weight() {
    return weight;
  }
}
