package io.daping.common.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for personal in free text, and what is not. */
class RedactionTest {
  @ParameterizedTest
  @CsvFileSource(resources = "/privacy-redaction.csv", delimiter = '|', quoteCharacter = '\'')
  void theTableHolds(String text, String remains) {
    String expected = remains == null ? text : remains;
    assertThat(Redaction.redact(text)).isEqualTo(expected);
    assertThat(Redaction.redact(expected)).as("redacted again").isEqualTo(expected);
  }

  @Test
  void ordinaryTextIsGivenBackWithoutACloseLook() {
    String text = "2015-10-18 18:01:47,978 INFO [main] org.apache.hadoop.mapreduce: 42 of 4096";
    assertThat(PersonalData.mayBeIn(text)).isFalse();
    assertThat(Redaction.redact(text)).isSameAs(text);
    assertThat(Redaction.redact(null)).isNull();
  }

  /** One such record held its partition for minutes before; in one pass each takes milliseconds. */
  @ParameterizedTest
  @ValueSource(strings = {"%40", "_%40", "a@b.cc 13812345678 "})
  void theTimeForAHostileTextGrowsWithItsLength(String part) {
    String text = "_".repeat(1 << 18) + part.repeat((1 << 20) / part.length());
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Redaction.redact(text));
  }

  /** Ids, times and sizes by the thousand; robots of the web name whom to write to. */
  @Test
  void inRecordedLogsNothingButAddressesOfRobotsIsFound() throws IOException {
    assertThat(foundIn("applog/applog.jsonl.gz")).isEmpty();
    assertThat(foundIn("access/access.log.gz"))
        .containsExactly(
            "EMAIL crawler@alexa.com",
            "EMAIL help@moz.com",
            "EMAIL support.voilabot@orange-ftgroup.com",
            "EMAIL support@embed.ly",
            "EMAIL support@superblock.net",
            "EMAIL test@mgmt.mic",
            "EMAIL webmaster@livejournal.com");
  }

  private static Set<String> foundIn(String file) throws IOException {
    Path path = Path.of(System.getProperty("daping.root", "..")).resolve("../shared/data/" + file);
    assumeThat(path).as("recorded data beside the repository").exists();
    Set<String> found = new TreeSet<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        for (Finding finding : PersonalData.in(line)) {
          found.add(finding.kind() + " " + line.substring(finding.start(), finding.end()));
        }
      }
    }
    return found;
  }
}
