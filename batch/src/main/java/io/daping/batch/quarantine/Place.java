package io.daping.batch.quarantine;

/** Where a record stands in Kafka: its name in the quarantine. */
public record Place(String topic, int partition, long offset) {
  @Override
  public String toString() {
    return topic + "/" + partition + "/" + offset;
  }
}
