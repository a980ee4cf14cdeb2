package io.daping.streaming.intake;

import io.daping.common.event.Topic;
import io.daping.common.hbase.TopicCounts;
import io.daping.streaming.query.PartitionSummary;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What became of one Kafka partition's records in a micro-batch. Grows with each record. */
final class PartitionCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Topic topic;
  private final int partition;
  private long silver;
  private long quarantine;
  private long duplicate;
  private long late;
  private long maxEventTime = Long.MIN_VALUE;
  private long maxLeadMs = Long.MIN_VALUE;

  private PartitionCounts(Topic topic, int partition) {
    this.topic = topic;
    this.partition = partition;
  }

  /** Counts a task's records. */
  static Iterator<PartitionCounts> of(Taken taken) {
    Map<TopicPartition, PartitionCounts> counts = new HashMap<>();
    for (Kept next : taken.records()) {
      Topic topic = next.record().topic();
      int partition = next.record().partition();
      counts
          .computeIfAbsent(
              new TopicPartition(topic.topicName(), partition),
              place -> new PartitionCounts(topic, partition))
          .count(next);
    }
    return counts.values().iterator();
  }

  private void count(Kept kept) {
    switch (kept.place()) {
      case QUARANTINE -> quarantine++;
      case NOWHERE -> duplicate++;
      case SILVER -> {
        silver++;
        late += kept.isLate() ? 1 : 0;
        maxEventTime = Math.max(maxEventTime, kept.eventTime());
        maxLeadMs = Math.max(maxLeadMs, kept.eventTime() - kept.record().recordTime());
      }
    }
  }

  /** The counts of each topic that has any. */
  static Map<Topic, TopicCounts> byTopic(List<PartitionCounts> partitions) {
    Map<Topic, TopicCounts> topics = new HashMap<>();
    partitions.forEach(p -> topics.merge(p.topic, p.counts(), TopicCounts::plus));
    return topics;
  }

  PartitionSummary summary() {
    return new PartitionSummary(topic.topicName(), partition, maxEventTime, maxLeadMs);
  }

  private TopicCounts counts() {
    long in = silver + duplicate + quarantine;
    return new TopicCounts(topic.topicName(), in, silver, duplicate, quarantine, late);
  }
}
