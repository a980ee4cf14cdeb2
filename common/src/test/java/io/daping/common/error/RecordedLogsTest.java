package io.daping.common.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.config.Configuration;
import io.daping.common.event.AppLogEvent;
import io.daping.common.event.Intake;
import io.daping.common.event.Topic;
import io.daping.common.event.Verdict.Accepted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Groups the recorded logs of Hadoop, Zookeeper and Tomcat, records of all levels, and compares
 * with the templates that people gave them: two records of one application belong together or not.
 */
class RecordedLogsTest {
  private static final double LEAST = 0.95;
  private static final Path DATA =
      Path.of(System.getProperty("daping.root", ".."), "../shared/data/applog").normalize();

  /** Pairs of records that are together in our groups, in the true ones, in both. */
  private record Pairs(long ours, long theirs, long both) {
    double precision() {
      return (double) both / ours;
    }

    double recall() {
      return (double) both / theirs;
    }

    double f1() {
      return 2.0 * both / (ours + theirs);
    }

    Pairs plus(Pairs o) {
      return new Pairs(ours + o.ours, theirs + o.theirs, both + o.both);
    }
  }

  @Test
  void groupsAreThoseThatPeopleMade() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(DATA), "recorded logs are not here: " + DATA);
    Map<String, List<String[]>> byApp = new TreeMap<>();
    Map<String, String> truth = truth();
    for (AppLogEvent event : recorded()) {
      byApp
          .computeIfAbsent(event.app(), app -> new ArrayList<>())
          .add(
              new String[] {
                Fingerprints.STANDARD.id(event.errorText()), truth.get(event.eventId())
              });
    }
    assertThat(byApp).containsOnlyKeys("Hadoop", "Tomcat", "Zookeeper");
    Pairs all = new Pairs(0, 0, 0);
    for (Map.Entry<String, List<String[]>> app : byApp.entrySet()) {
      Pairs pairs = pairs(app.getValue());
      judge(app.getKey(), pairs);
      all = all.plus(pairs);
    }
    judge("all", all);
  }

  private static void judge(String app, Pairs pairs) {
    System.out.printf(
        "%-10s F1 %.4f  precision %.4f  recall %.4f%n",
        app, pairs.f1(), pairs.precision(), pairs.recall());
    assertThat(pairs.f1()).as("pairwise F1 of " + app).isGreaterThanOrEqualTo(LEAST);
  }

  private static Pairs pairs(List<String[]> records) {
    Map<String, Long> ours = new HashMap<>();
    Map<String, Long> theirs = new HashMap<>();
    Map<String, Long> both = new HashMap<>();
    for (String[] record : records) {
      ours.merge(record[0], 1L, Long::sum);
      theirs.merge(record[1], 1L, Long::sum);
      both.merge(record[0] + " " + record[1], 1L, Long::sum);
    }
    return new Pairs(count(ours), count(theirs), count(both));
  }

  private static long count(Map<String, Long> groups) {
    return groups.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
  }

  private static List<AppLogEvent> recorded() throws IOException {
    Intake intake = Configuration.defaults(Path.of("home")).intake().rule();
    List<AppLogEvent> events = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DATA.resolve("applog.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        long time = Long.parseLong(line.replaceFirst(".*?\"event_time\":(\\d+).*", "$1"));
        byte[] value = line.getBytes(StandardCharsets.UTF_8);
        events.add((AppLogEvent) ((Accepted) intake.judge(Topic.APPLOG, value, time)).event());
      }
    }
    return events;
  }

  /** The template by event id; a template may hold commas. */
  private static Map<String, String> truth() throws IOException {
    Map<String, String> templates = new HashMap<>();
    for (String line : Files.readAllLines(DATA.resolve("truth.csv"))) {
      String[] fields = line.split(",", 4);
      templates.put(fields[0], fields[3]);
    }
    return templates;
  }
}
