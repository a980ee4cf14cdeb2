package io.daping.common.hbase;

/**
 * What became of a topic's events since the tables were made: {@code in = silver + duplicate +
 * quarantine}. {@code late} is a part of {@code silver}.
 */
public record TopicCounts(
    String topic, long in, long silver, long duplicate, long quarantine, long late) {

  /** Both counts together. */
  public TopicCounts plus(TopicCounts other) {
    return new TopicCounts(
        topic,
        in + other.in,
        silver + other.silver,
        duplicate + other.duplicate,
        quarantine + other.quarantine,
        late + other.late);
  }
}
