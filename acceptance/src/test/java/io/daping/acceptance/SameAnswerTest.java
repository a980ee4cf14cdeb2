package io.daping.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Metric;
import io.daping.common.event.Topic;
import io.daping.common.fact.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same events of all topics, however they arrive, give the same numbers: in order; shuffled
 * within the lateness with three in ten sent again; all of it twice.
 */
@Tag("drill")
class SameAnswerTest {
  private static final long SEED = 20_261_122;
  private static final long LATENESS_MS = 10 * 60_000;
  private static final double REPEATED = 0.3;

  private static Daping inOrder;
  private static List<Sent> events;
  private static Path undisturbed;

  /** An event and when it arrives. */
  private record Sent(Topic topic, String json, long eventTime, long arrival) {}

  @BeforeAll
  static void sendInOrder() throws IOException {
    inOrder = Daping.up("same-answer");
    Path folder = inOrder.home().resolve("events");
    inOrder.run(
        "generate",
        "--events=8000",
        "--seed=5",
        "--bad=0",
        "--late=0",
        "--duplicate=0",
        "--for=3h",
        "--out=" + folder);
    events = read(folder);
    undisturbed = dump(inOrder, events);
    assertThat(Files.size(undisturbed)).isPositive();
  }

  @AfterAll
  static void stop() {
    inOrder.down();
  }

  @Test
  void shuffledWithinTheLatenessAndThreeInTenRepeated() throws IOException {
    Random random = new Random(SEED);
    List<Sent> arrivals = new ArrayList<>();
    for (Sent event : events) {
      arrivals.add(later(event, random));
      if (random.nextDouble() < REPEATED) {
        arrivals.add(later(event, random));
      }
    }
    arrivals.sort(Comparator.comparingLong(Sent::arrival));
    assertSame("shuffled", arrivals);
  }

  @Test
  void allOfItTwice() throws IOException {
    long end = events.get(events.size() - 1).arrival();
    List<Sent> twice = new ArrayList<>(events);
    events.forEach(e -> twice.add(new Sent(e.topic(), e.json(), e.eventTime(), end)));
    assertSame("twice", twice);
  }

  private static void assertSame(String name, List<Sent> arrivals) throws IOException {
    Daping other = Daping.up(name);
    try {
      List<String> numbers = ofEvents(dump(other, arrivals));
      assertThat(numbers).hasSizeGreaterThan(events.size());
      assertThat(numbers).matches(ofEvents(undisturbed)::equals, "are the undisturbed numbers");
    } finally {
      other.down();
    }
  }

  /** All but those that count the arrivals themselves: records, duplicates, late ones. */
  private static List<String> ofEvents(Path dump) throws IOException {
    Set<String> ofArrivals =
        Catalogue.load().of(Source.INTAKE).stream().map(Metric::name).collect(Collectors.toSet());
    try (Stream<String> lines = Files.lines(dump)) {
      return lines
          .filter(line -> !ofArrivals.contains(line.substring(0, line.indexOf('\t'))))
          .toList();
    }
  }

  private static Path dump(Daping daping, List<Sent> arrivals) {
    List<ProducerRecord<byte[], byte[]>> records =
        arrivals.stream().map(e -> Records.keyed(e.topic(), e.json(), e.arrival())).toList();
    Records.send(daping, records);
    daping.run("stream", "--once", "--jobs", "metrics");
    return daping.dump("stream");
  }

  private static Sent later(Sent event, Random random) {
    long arrival = event.eventTime() + random.nextLong(LATENESS_MS);
    return new Sent(event.topic(), event.json(), event.eventTime(), arrival);
  }

  private static List<Sent> read(Path folder) throws IOException {
    List<Sent> all = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      for (String line : Files.readAllLines(folder.resolve(topic.topicName() + ".jsonl"))) {
        long time = Records.tree(line).get("event_time").asLong();
        all.add(new Sent(topic, line, time, time));
      }
    }
    all.sort(Comparator.comparingLong(Sent::arrival));
    return all;
  }
}
