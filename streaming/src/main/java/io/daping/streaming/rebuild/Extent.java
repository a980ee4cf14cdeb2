package io.daping.streaming.rebuild;

import java.time.LocalDate;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of bronze of one Kafka partition and record day that were taken in on one day.
 *
 * @param recordDay by which bronze's files are split
 * @param taken the day in UTC, by when the files were written
 * @param from first offset
 * @param to the offset after the last
 * @param newest when the last of these files was written, epoch milliseconds
 */
record Extent(
    TopicPartition partition,
    LocalDate recordDay,
    LocalDate taken,
    long from,
    long to,
    long newest) {

  /** What stands before a position; perhaps nothing. */
  Extent before(Positions end) {
    return new Extent(partition, recordDay, taken, from, Math.min(to, end.of(partition)), newest);
  }

  /** What stands from a position on; perhaps nothing. */
  Extent from(Positions start) {
    return new Extent(partition, recordDay, taken, Math.max(from, start.of(partition)), to, newest);
  }

  boolean isEmpty() {
    return from >= to;
  }
}
