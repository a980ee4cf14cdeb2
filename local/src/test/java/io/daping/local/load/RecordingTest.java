package io.daping.local.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.common.cli.ExitCode;
import io.daping.common.cli.Verbs;
import io.daping.common.event.Topic;
import io.daping.common.fault.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  @TempDir Path dir;

  @Test
  void lineWithoutTimeHasTheTimeOfTheLineBefore() throws IOException {
    List<OptionalLong> times = new ArrayList<>();
    try (Recording r = recording("x", "{\"event_time\":7}", "{\"event_time\":\"7\"}", "{")) {
      while (r.hasNext()) {
        times.add(r.next().time());
      }
    }
    OptionalLong seven = OptionalLong.of(7);
    assertThat(times).containsExactly(OptionalLong.empty(), seven, seven, seven);
  }

  @Test
  void oneAbsurdTimeDoesNotDriveTheClockAhead() throws IOException {
    List<Long> clocks = new ArrayList<>();
    try (Recording r = recording(at(10), at(4_070_908_800_000L), at(11), at(3), at(12))) {
      while (r.hasNext()) {
        clocks.add(r.clock());
        r.next();
      }
    }
    assertThat(clocks).containsExactly(10L, 10L, 10L, 10L, 12L);
  }

  /** Spark cannot hold it: a record that bore it as its time would end every query. */
  @Test
  void timeBeyondTheYear9000IsNoTime() throws IOException {
    try (Recording r = recording(at(7), at(9_300_000_000_000_000L), at(Long.MAX_VALUE))) {
      assertThat(List.of(r.next().time(), r.next().time(), r.next().time()))
          .containsOnly(OptionalLong.of(7));
    }
  }

  @Test
  void lookIntoLineTakesWhatComesBeforeItBreaks() {
    byte[] line =
        "{\"event_id\":\"e\",\"lines\":[{\"order_id\":\"no\"}],\"order_id\":\"o\",\"ev"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(Glance.at(line, Topic.ORDER)).isEqualTo(new Glance("o", "e", OptionalLong.empty()));
  }

  @Test
  void timeThatTheEndOfTheLineCutsIsNoTime() {
    byte[] cut = "{\"order_id\":\"o\",\"event_time\":17943".getBytes(StandardCharsets.UTF_8);

    assertThat(Glance.at(cut, Topic.ORDER)).isEqualTo(new Glance("o", null, OptionalLong.empty()));
  }

  @Test
  void brokenArchiveFailsWithItsName() throws IOException {
    Path file = Files.write(dir.resolve("order.jsonl.gz"), new byte[] {31, (byte) 139, 8, 0});

    assertThatThrownBy(() -> Recording.open(Topic.ORDER, file))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("order.jsonl.gz");
  }

  @Test
  void folderThatIsNotThereIsBadUsageAndEmptyFolderAFailure() {
    assertThat(replay(dir.resolve("nowhere").toString())).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(replay(dir.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(replay(dir.toString(), "--speed=0")).isEqualTo(ExitCode.BAD_USAGE);
  }

  @Test
  void topicWithTwoFilesIsAFailure() throws IOException {
    Files.writeString(dir.resolve("order.jsonl"), "");
    Files.writeString(dir.resolve("order.jsonl.gz"), "");

    assertThatThrownBy(() -> Folder.of(dir)).isInstanceOf(Failure.class);
  }

  private static int replay(String... arguments) {
    List<String> all = new ArrayList<>(List.of("replay"));
    all.addAll(List.of(arguments));
    return Verbs.commandLine(new ReplayCommand()).execute(all.toArray(String[]::new));
  }

  private static String at(long time) {
    return "{\"event_time\":" + time + "}";
  }

  private Recording recording(String... lines) throws IOException {
    Path file = dir.resolve("order.jsonl");
    return Recording.open(Topic.ORDER, Files.writeString(file, String.join("\n", lines)));
  }
}
