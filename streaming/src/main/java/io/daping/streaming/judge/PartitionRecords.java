package io.daping.streaming.judge;

import com.google.common.collect.PeekingIterator;
import io.daping.common.event.Topic;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The records of one Kafka partition at the front of a task's records: a task may read several
 * partitions, one after another.
 */
public final class PartitionRecords implements Iterator<KafkaRecord> {
  private final PeekingIterator<KafkaRecord> records;
  private final Topic topic;
  private final int partition;

  /**
   * @param records at least one; what is behind the partition stays
   */
  public PartitionRecords(PeekingIterator<KafkaRecord> records) {
    this.records = records;
    this.topic = records.peek().topic();
    this.partition = records.peek().partition();
  }

  @Override
  public boolean hasNext() {
    return records.hasNext()
        && records.peek().partition() == partition
        && records.peek().topic() == topic;
  }

  @Override
  public KafkaRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more records of " + topic + "-" + partition);
    }
    return records.next();
  }
}
