package io.daping.streaming.log;

import io.daping.common.event.Topic;
import java.io.Serializable;
import org.apache.kafka.common.TopicPartition;

/**
 * What a micro-batch reads of one Kafka partition.
 *
 * @param place the partition
 * @param from first offset
 * @param to the offset after the last; {@code from} when there is nothing new
 */
record LogRange(Topic topic, TopicPartition place, long from, long to) implements Serializable {
  boolean isEmpty() {
    return from >= to;
  }
}
