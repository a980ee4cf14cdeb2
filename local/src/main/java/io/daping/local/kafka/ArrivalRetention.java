package io.daping.local.kafka;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * Retention by time of arrival. Kafka's own goes by record time, and replayed history bears the
 * record times of its events. A closed segment's file was last written when its last record came,
 * so the segments whose file is older than {@code keep} are the ones to delete; the segment that is
 * being written always stays.
 */
record ArrivalRetention(Path logs, Duration keep) {
  private static final String SEGMENT = ".log";

  /**
   * For each partition of these topics that holds something too old: the offset to delete up to.
   */
  Map<TopicPartition, RecordsToDelete> expired(Map<TopicPartition, Path> partitions, Instant now)
      throws IOException {
    Map<TopicPartition, RecordsToDelete> expired = new HashMap<>();
    for (Map.Entry<TopicPartition, Path> partition : partitions.entrySet()) {
      endOfExpired(segments(partition.getValue()), now.minus(keep))
          .ifPresent(end -> expired.put(partition.getKey(), RecordsToDelete.beforeOffset(end)));
    }
    return expired;
  }

  /** The folder of each partition of these topics, as the broker names it. */
  Map<TopicPartition, Path> folders(Map<String, Integer> partitionsByTopic) {
    Map<TopicPartition, Path> folders = new HashMap<>();
    partitionsByTopic.forEach(
        (topic, partitions) -> {
          for (int p = 0; p < partitions; p++) {
            folders.put(new TopicPartition(topic, p), logs.resolve(topic + "-" + p));
          }
        });
    return folders;
  }

  private static TreeMap<Long, Instant> segments(Path folder) throws IOException {
    TreeMap<Long, Instant> lastWritten = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return lastWritten; // just created: the broker has not made the folder yet
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SEGMENT)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        long firstOffset = Long.parseLong(name.substring(0, name.length() - SEGMENT.length()));
        lastWritten.put(firstOffset, Files.getLastModifiedTime(file).toInstant());
      }
    }
    return lastWritten;
  }

  private static OptionalLong endOfExpired(TreeMap<Long, Instant> segments, Instant oldest) {
    OptionalLong end = OptionalLong.empty();
    for (Map.Entry<Long, Instant> segment : segments.entrySet()) {
      Long next = segments.higherKey(segment.getKey());
      if (next == null || !segment.getValue().isBefore(oldest)) {
        break;
      }
      end = OptionalLong.of(next);
    }
    return end;
  }
}
