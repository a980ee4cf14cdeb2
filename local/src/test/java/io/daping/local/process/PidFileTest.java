package io.daping.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
  @TempDir private Path dir;

  @Test
  void aLiveProcessIsRecognised() {
    PidFile file = new PidFile(dir.resolve("x.pid"));
    file.write(ProcessHandle.current());

    assertThat(file.process()).contains(ProcessHandle.current());
  }

  @Test
  void aStrangerWithTheSamePidIsNotOurs() throws IOException {
    PidFile file = new PidFile(dir.resolve("x.pid"));
    file.write(ProcessHandle.current());
    Files.setLastModifiedTime(file.file(), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

    assertThat(file.process()).isEmpty();
  }

  @Test
  void rubbishIsNobody() throws IOException {
    PidFile file = new PidFile(dir.resolve("x.pid"));
    Files.writeString(file.file(), "");

    assertThat(file.process()).isEmpty();
  }
}
