package io.daping.services.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.config.CollectSettings;
import io.daping.common.config.Settings;
import io.daping.common.event.AppLogEvent;
import io.daping.common.event.Intake;
import io.daping.common.event.LogLevel;
import io.daping.common.event.Topic;
import io.daping.common.event.Verdict;
import io.daping.common.event.Verdict.Accepted;
import io.daping.common.testing.TestServices;
import io.daping.services.collect.http.HttpCollector;
import io.daping.services.follow.KafkaTail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code log4j2-daping.xml} in a process of its own, as an application uses it. */
class LogEventsTest {
  @TempDir Path dir;
  private final String app = TestServices.uniqueName();
  private final String brokers = TestServices.settings().kafka().bootstrapServers();

  @Test
  void everyLoggedEventIsAnAcceptedRecordInKafka() throws Exception {
    try (KafkaTail applog = KafkaTail.of(brokers, "applog")) {
      String said =
          run(List.of("-Ddaping.log.to=kafka:" + brokers, "-Ddaping.log.patience=30000"), 200);
      assertThat(number(said, "discarded (\\d+)")).isZero();
      List<AppLogEvent> events =
          accepted(applog.await("200 events", all -> mine(all).size() >= 200));

      assertThat(events).hasSize(200);
      assertThat(events).extracting(AppLogEvent::eventId).doesNotHaveDuplicates();
      assertThat(events).extracting(AppLogEvent::logger).containsOnly("shop.Till");
      AppLogEvent first =
          events.stream().filter(e -> e.level() == LogLevel.ERROR).findFirst().orElseThrow();
      assertThat(first.message()).isEqualTo("refused\nby bank \u001b[31m");
      assertThat(first.tags()).isEqualTo(Map.of("order", "o-\u4e2d-\"1\""));
      assertThat(first.thread()).isEqualTo("main");
      assertThat(first.release()).isEqualTo("r7");
      assertThat(first.host()).isNotBlank();
      assertThat(first.exception().type()).isEqualTo("java.lang.IllegalStateException");
      assertThat(first.exception().message()).isEqualTo("no\nmoney");
      assertThat(first.exception().stack()).contains("Caused by: java.io.IOException: closed");
      assertThat(events).filteredOn(e -> e.exception() != null).hasSize(1);
    }
  }

  @Test
  void collectorTakesTheSameRecords() throws Exception {
    Settings settings = TestServices.settings();
    String brokers = settings.kafka().bootstrapServers();
    CollectSettings.Http free = settings.collect().http().at("127.0.0.1", closedPort());
    try (KafkaTail applog = KafkaTail.of(brokers, "applog");
        HttpCollector http = HttpCollector.start(settings, free)) {
      String to = "-Ddaping.log.to=http://" + http.address() + "/v1/events/applog";
      String said = run(List.of(to, "-Ddaping.log.patience=30000"), 50);
      assertThat(number(said, "discarded (\\d+)")).isZero();
      assertThat(accepted(applog.await("50 events", all -> mine(all).size() >= 50))).hasSize(50);
    }
  }

  @Test
  void deadBrokerNeitherSlowsNorHoldsTheApplicationAndWhatIsLostIsCounted() throws Exception {
    long start = System.nanoTime();
    String said = run(List.of("-Ddaping.log.to=kafka:127.0.0.1:" + closedPort()), 50_000);

    assertThat(number(said, "logged ms (\\d+)")).isLessThan(10_000);
    assertThat(number(said, "discarded (\\d+)")).isGreaterThan(40_000);
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(40);
  }

  private String run(List<String> properties, int count) throws IOException, InterruptedException {
    Path out = dir.resolve("out.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.add("-Dlog4j2.configurationFile=log4j2-daping.xml");
    command.add("-Ddaping.log.app=" + app);
    command.add("-Ddaping.log.release=r7");
    command.addAll(properties);
    String classPath = System.getProperty("java.class.path");
    command.add("-cp");
    command.add(System.getProperty("surefire.test.class.path", classPath));
    command.add(LoggingShop.class.getName());
    command.add(Integer.toString(count));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
    String said = Files.readString(out);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private List<String> mine(List<String> values) {
    return values.stream().filter(v -> v.contains(app)).toList();
  }

  private List<AppLogEvent> accepted(List<String> values) {
    Intake intake = new Intake(60_000, 60_000);
    List<AppLogEvent> events = new ArrayList<>();
    for (String value : mine(values)) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      Verdict verdict = intake.judge(Topic.APPLOG, bytes, System.currentTimeMillis());
      assertThat(verdict).as(value).isInstanceOf(Accepted.class);
      events.add((AppLogEvent) ((Accepted) verdict).event());
    }
    return events;
  }

  private static long number(String text, String pattern) {
    Matcher match = Pattern.compile(pattern).matcher(text);
    assertThat(match.find()).as(text).isTrue();
    return Long.parseLong(match.group(1));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
