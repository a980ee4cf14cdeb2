package io.daping.acceptance;

import static io.daping.acceptance.Recorded.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A web server's log, ten machines and three applications: every number equals its known truth. */
@ExtendWith(RecordedHome.Shared.class)
class RecordedTelemetryTest {
  private static final double FLOATS = 1e-6;
  private static final double FIVE_SIGMA = 5 * 0.0081;
  private static final int ASKED_ONE_BY_ONE = 5;

  private final JsonNode access = Recorded.expected("access");
  private final JsonNode machine = Recorded.expected("machine");
  private final JsonNode applog = Recorded.expected("applog");
  private final Daping daping;
  private final ReadApi api;

  RecordedTelemetryTest(RecordedHome home) {
    this.daping = home.daping();
    this.api = home.api();
  }

  @Test
  void everyRecordIsInSilverOnceOrInQuarantine() {
    JsonNode topics = daping.run("status", "--json").json().get("topics");
    assertThat(topics.toString())
        .contains(
            "\"topic\":\"access\",\"in\":10000,\"silver\":9999,\"duplicate\":0,\"quarantine\":1")
        .contains("\"topic\":\"machine\",\"in\":40320,\"silver\":40320")
        .contains("\"topic\":\"applog\",\"in\":5318,\"silver\":5318");
  }

  @Test
  void requestsEqualTheTruthByStatusHourAndDay() {
    assertThat(sums(query("requests", "--by", "status")))
        .isEqualTo(column(access.get("by_status"), "requests"));
    assertThat(Answers.byUtc(query("requests", "--grain", "hour")))
        .isEqualTo(column(access.get("by_hour_utc"), "requests"));
    JsonNode days = access.get("by_day").get("Asia/Shanghai");
    assertThat(Answers.byDay(query("requests"))).isEqualTo(column(days, "requests"));
    assertClose(Answers.byDay(query("addresses")), column(days, "ips"));
    assertThat(total("page_views"))
        .isEqualTo(access.get("pages_and_assets").get("page_views").asLong());
    assertThat(total("bytes_sent")).isEqualTo(access.get("whole").get("bytes").asLong());
    assertThat(total("server_errors")).isEqualTo(access.get("whole").get("server_errors").asLong());
  }

  @Test
  void theBusiestAddressesAndNetworksAreTheTrueOnes() {
    assertThat(Answers.ranking(query("requests", "--by", "ip", "--top", "20")))
        .containsExactlyEntriesOf(ranking(access.get("top_20_ips")));
    assertThat(Answers.ranking(query("requests", "--by", "network", "--top", "20")))
        .containsExactlyEntriesOf(ranking(access.get("top_20_ipv4_24")));
    JsonNode busiest = access.get("top_20_ips_per_minute").get("rows");
    for (int i = 0; i < ASKED_ONE_BY_ONE; i++) {
      String minute = utc(busiest.get(i).get(1).asText());
      JsonNode answer =
          query(
              "requests",
              List.of("--where", "ip=" + busiest.get(i).get(0).asText(), "--grain", "minute"),
              minute,
              Instant.parse(minute).plusSeconds(60).toString());
      assertThat(answer.get("rows").get(0).get("value")).isEqualTo(busiest.get(i).get(2));
    }
  }

  @Test
  void loadOfEveryHostEqualsTheTruthByHourAndMinute() {
    assertLoads("by_host_and_hour", "hour");
    assertLoads("by_host_and_minute_first_288", "minute");
  }

  @Test
  void logRecordsEqualTheTruthByAppLevelAndMinute() {
    JsonNode apps = applog.get("by_app");
    assertThat(sums(query("log_records", "--by", "app"))).isEqualTo(column(apps, "records"));
    assertThat(sums(query("errors", "--by", "app"))).isEqualTo(column(apps, "errors"));
    assertThat(sums(query("warnings", "--by", "app"))).isEqualTo(column(apps, "warnings"));
    Map<String, Long> levels = new TreeMap<>();
    applog
        .get("by_app_and_level")
        .get("rows")
        .forEach(row -> levels.merge(row.get(1).asText(), row.get(2).asLong(), Long::sum));
    assertThat(sums(query("log_records", "--by", "level"))).isEqualTo(levels);
    Map<String, Double> minutes = new TreeMap<>();
    for (JsonNode row : applog.get("errors_by_minute_utc").get("rows")) {
      minutes.put(row.get(0).asText() + " " + utc(row.get(1).asText()), row.get(2).asDouble());
    }
    List<String> byMinute = List.of("--by", "app", "--grain", "minute");
    assertThat(byCell(onTheCommandLine("errors", byMinute, "2015-07-01", "2015-11-01")))
        .isEqualTo(minutes);
  }

  @Test
  @Tag("drill")
  void theNightsAgree() {
    for (String day : List.of("2015-05-18", "2014-04-11")) {
      JsonNode night = daping.run("batch", day, "--json").json();
      assertThat(night.get("days").get(0).get("cells").asLong()).as(day).isPositive();
      assertThat(night.get("days").get(0).get("unexplained").asLong()).as(day).isZero();
    }
  }

  private void assertLoads(String table, String grain) {
    Map<String, List<JsonNode>> rowsByHost = new TreeMap<>();
    for (JsonNode row : machine.get(table).get("rows")) {
      rowsByHost.computeIfAbsent(row.get(0).asText(), h -> new ArrayList<>()).add(row);
    }
    rowsByHost.forEach(
        (host, rows) -> {
          assertLoad("cpu_mean", 3, rows, grain);
          assertLoad("cpu_p75", 4, rows, grain);
        });
  }

  /** Of one host, in the order of time. */
  private void assertLoad(String metric, int at, List<JsonNode> rows, String grain) {
    String host = rows.get(0).get(0).asText();
    String first = utc(rows.get(0).get(1).asText());
    String last = utc(rows.get(rows.size() - 1).get(1).asText());
    Map<String, Double> found =
        byCell(
            query(
                metric,
                List.of("--where", "host=" + host, "--grain", grain),
                first,
                Instant.parse(last).plusSeconds(1).toString()));
    for (JsonNode row : rows) {
      String cell = host + " " + utc(row.get(1).asText());
      assertThat(found.get(cell)).as(cell).isCloseTo(row.get(at).asDouble(), within(FLOATS));
    }
  }

  /** Dimension value and window start in UTC to value. */
  private static Map<String, Double> byCell(JsonNode answer) {
    Map<String, Double> cells = new TreeMap<>();
    for (JsonNode row : answer.get("rows")) {
      Instant start = OffsetDateTime.parse(row.get("window_start").asText()).toInstant();
      cells.put(row.get("dimension").asText() + " " + start, row.get("value").asDouble());
    }
    return cells;
  }

  /** Over all days. */
  private static Map<String, Long> sums(JsonNode answer) {
    Map<String, Long> sums = new TreeMap<>();
    for (JsonNode row : answer.get("rows")) {
      sums.merge(row.get("dimension").asText(), row.get("value").asLong(), Long::sum);
    }
    return sums;
  }

  private long total(String metric) {
    return Answers.byDay(query(metric)).values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Long> ranking(JsonNode table) {
    Map<String, Long> ranking = new LinkedHashMap<>();
    table.get("rows").forEach(row -> ranking.put(row.get(0).asText(), row.get(1).asLong()));
    return ranking;
  }

  private JsonNode query(String metric, String... more) {
    return api.ask(metric, more);
  }

  private JsonNode query(String metric, List<String> more, String from, String to) {
    List<String> arguments = new ArrayList<>(more);
    arguments.addAll(List.of("--from", from, "--to", to));
    return query(metric, arguments.toArray(String[]::new));
  }

  /** More minutes than the read API gives at once. */
  private JsonNode onTheCommandLine(String metric, List<String> more, String from, String to) {
    List<String> arguments = new ArrayList<>(List.of("query", metric, "--format", "json"));
    arguments.addAll(more);
    arguments.addAll(List.of("--from", from, "--to", to));
    return daping.run(arguments.toArray(String[]::new)).json();
  }

  private static String utc(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toString();
  }

  private static void assertClose(Map<String, Long> found, Map<String, Long> truth) {
    assertThat(found.keySet()).isEqualTo(truth.keySet());
    truth.forEach(
        (window, value) ->
            assertThat((double) found.get(window))
                .isCloseTo(value, within(Math.max(1, FIVE_SIGMA * value))));
  }
}
