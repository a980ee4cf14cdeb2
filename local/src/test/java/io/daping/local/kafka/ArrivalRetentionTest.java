package io.daping.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalRetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-11T00:00:00Z");
  private static final TopicPartition ORDER = new TopicPartition("order", 0);

  @TempDir private Path logs;

  @Test
  void segmentsThatWereWrittenLongAgoAreDeletedUpToTheNext() throws IOException {
    segment(0, Duration.ofDays(9));
    segment(100, Duration.ofDays(8));
    segment(250, Duration.ofDays(1));
    segment(300, Duration.ZERO);

    assertThat(expired()).isEqualTo(Map.of(ORDER, 250L));
  }

  @Test
  void theSegmentThatIsBeingWrittenStays() throws IOException {
    segment(0, Duration.ofDays(9));

    assertThat(expired()).isEmpty();
  }

  @Test
  void aPartitionWithoutAFolderHasNothingToDelete() throws IOException {
    assertThat(expired()).isEmpty();
  }

  private Map<TopicPartition, Long> expired() throws IOException {
    ArrivalRetention retention = new ArrivalRetention(logs, Duration.ofDays(7));
    return retention.expired(retention.folders(Map.of("order", 1)), NOW).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().beforeOffset()));
  }

  private void segment(long firstOffset, Duration age) throws IOException {
    Path folder = Files.createDirectories(logs.resolve("order-0"));
    Path file = Files.createFile(folder.resolve("%020d.log".formatted(firstOffset)));
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
  }
}
