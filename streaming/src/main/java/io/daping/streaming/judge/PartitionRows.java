package io.daping.streaming.judge;

import com.google.common.collect.PeekingIterator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/**
 * The rows of one Kafka partition at the front of a task's rows: a task may read several
 * partitions, one after another.
 */
public final class PartitionRows implements Iterator<Row> {
  private final PeekingIterator<Row> rows;
  private final String topic;
  private final int partition;

  /**
   * @param rows columns {@link KafkaRecord#COLUMNS}, at least one; what is behind the partition
   *     stays
   */
  public PartitionRows(PeekingIterator<Row> rows) {
    this.rows = rows;
    this.topic = rows.peek().getString(0);
    this.partition = rows.peek().getInt(1);
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext()
        && rows.peek().getInt(1) == partition
        && rows.peek().getString(0).equals(topic);
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more rows of " + topic + "-" + partition);
    }
    return rows.next();
  }
}
