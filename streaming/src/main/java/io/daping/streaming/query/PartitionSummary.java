package io.daping.streaming.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a task says of the Kafka partition that it read.
 *
 * @param maxEventTime the greatest accepted, epoch milliseconds; {@link Long#MIN_VALUE} for none
 * @param maxLeadMs by how much an accepted event was ahead of its record time at most; {@link
 *     Long#MIN_VALUE} without any
 */
public record PartitionSummary(String topic, int partition, long maxEventTime, long maxLeadMs) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** The greatest lead of these partitions, milliseconds; 0 where no event was accepted. */
  static long lead(List<PartitionSummary> partitions) {
    return partitions.stream()
        .mapToLong(PartitionSummary::maxLeadMs)
        .filter(ms -> ms != Long.MIN_VALUE)
        .max()
        .orElse(0);
  }

  public byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of plain values", e);
    }
  }

  public static PartitionSummary ofJson(byte[] json) {
    try {
      return JSON.readValue(json, PartitionSummary.class);
    } catch (IOException e) {
      throw new UncheckedIOException("written by another version", e);
    }
  }
}
