package io.daping.acceptance;

import static io.daping.acceptance.Recorded.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A year of real orders and a morning of real browsing: every number equals its known truth. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecordedDataTest {
  private static final JsonNode RETAIL = expectedOf("online-retail");
  private static final JsonNode TAOBAO = expectedOf("taobao");

  /** A stated standard error, five times: missed once in 1.7 million. */
  private static final double FIVE_SIGMA = 5 * 0.0081;

  /** Ten weeks of nights stand for the year, whose 375 nights take minutes more. */
  private static final String FIRST_NIGHT = "2010-12-01";

  private static final String AFTER_LAST_NIGHT = "2011-02-09";

  private static Daping daping;

  @BeforeAll
  static void replayAndStream() {
    daping = Daping.up("recorded");
    assertThat(daping.run("replay", Recorded.directory("online-retail").toString()).text())
        .contains("43756");
    assertThat(daping.run("replay", Recorded.directory("taobao").toString()).text())
        .contains("107807");
    daping.run("stream", "--once", "--jobs", "intake,metrics");
  }

  @AfterAll
  static void stop() {
    if (daping != null) {
      daping.down();
    }
  }

  @Test
  @Order(1)
  void gmvOfEveryDayEqualsTheTruthToThePenny() {
    assertThat(Answers.byDay(money("gmv_paid"))).isEqualTo(retailDays("gmv_paid"));
    assertThat(Answers.byDay(money("gmv_net"))).isEqualTo(retailDays("gmv_net"));
  }

  @Test
  @Order(1)
  void ordersAndUnitsOfEveryDayEqualTheTruth() {
    assertThat(Answers.byDay(query("orders_paid"))).isEqualTo(retailDays("orders_paid"));
    assertThat(Answers.byDay(query("units"))).isEqualTo(retailDays("units"));
  }

  @Test
  @Order(1)
  void topTenItemsEqualTheTruth() {
    assertThat(Answers.ranking(query("units", "--by", "item", "--top", "10")))
        .containsExactlyEntriesOf(ranking(RETAIL, "top_10_items_by_units", "units"));
    JsonNode byMoney = money("gmv_paid", "--by", "item", "--top", "10");
    assertThat(Answers.ranking(byMoney))
        .containsExactlyEntriesOf(ranking(RETAIL, "top_10_items_by_gmv_paid", "gmv_paid"));
  }

  @Test
  @Order(1)
  void minutesOfTheBusiestDayEqualTheTruth() {
    JsonNode minutes = RETAIL.get("by_minute_2010-12-02_utc");
    String[] range = {"--from", "2010-12-02T00:00:00Z", "--to", "2010-12-03T00:00:00Z"};
    assertThat(Answers.byUtc(money("gmv_paid", with("minute", range))))
        .isEqualTo(column(minutes, "gmv_paid"));
    assertThat(Answers.byUtc(query("units", with("minute", range))))
        .isEqualTo(column(minutes, "units"));
  }

  @Test
  @Order(1)
  void viewsEqualTheTruthAndVisitorsWithinTheStatedError() {
    for (String grain : List.of("minute", "hour")) {
      JsonNode truth = TAOBAO.get("by_" + grain + "_utc");
      assertThat(Answers.byUtc(query("pv", "--grain", grain))).isEqualTo(positive(truth, "pv"));
      assertClose(Answers.byUtc(query("uv", "--grain", grain)), positive(truth, "uv"));
    }
    JsonNode minutes = TAOBAO.get("by_minute_utc");
    assertThat(Answers.byUtc(query("carts", "--grain", "minute")))
        .isEqualTo(positive(minutes, "cart"));
    assertThat(Answers.byUtc(query("favorites", "--grain", "minute")))
        .isEqualTo(positive(minutes, "favorite"));
    assertClose(
        Answers.byUtc(query("visitors", "--grain", "minute")), positive(minutes, "uv_any_action"));
    JsonNode days = TAOBAO.get("by_business_day").get("Asia/Shanghai");
    assertThat(Answers.byDay(query("pv"))).isEqualTo(column(days, "pv"));
    assertClose(Answers.byDay(query("uv")), column(days, "uv"));
    assertThat(Answers.ranking(query("pv", "--by", "item", "--top", "20")))
        .containsExactlyEntriesOf(ranking(TAOBAO, "top_20_items_by_views", "views"));
  }

  @Test
  @Order(1)
  void everyEventIsInSilverOnce() {
    JsonNode topics = daping.run("status", "--json").json().get("topics");
    assertThat(topics.toString())
        .contains("\"topic\":\"order\",\"in\":43756,\"silver\":43756,\"duplicate\":0")
        .contains("\"topic\":\"browse\",\"in\":107807,\"silver\":107807,\"duplicate\":0");
  }

  @Test
  @Order(2)
  void theNightIsExactAndAgrees() {
    daping.run("batch", "--from", FIRST_NIGHT, "--to", AFTER_LAST_NIGHT);
    daping.run("batch", "2017-11-26");
    JsonNode days = TAOBAO.get("by_business_day").get("Asia/Shanghai");
    assertThat(Answers.byDay(query("uv"))).isEqualTo(column(days, "uv"));
    String[] nights = {"--from", FIRST_NIGHT, "--to", AFTER_LAST_NIGHT};
    assertThat(Answers.byDay(query("buyers", nights))).isEqualTo(ofTheNights(retailDays("buyers")));
    assertThat(Answers.byDay(money("gmv_paid"))).isEqualTo(retailDays("gmv_paid"));
    assertThat(Answers.byDay(query("uv", "--layer", "batch"))).isEqualTo(column(days, "uv"));
    theNightKnowsWhoCameAndHowFar();
    for (String day : List.of("2010-12-02", "2017-11-26")) {
      JsonNode report = daping.run("reconcile", day, "--json").json();
      assertThat(report.get("unexplained").asLong()).as(day).isZero();
      assertThat(report.get("cells").asLong()).as(day).isPositive();
    }
  }

  /** What takes a visitor's or a user's history, of the morning of browsing. */
  private static void theNightKnowsWhoCameAndHowFar() {
    JsonNode funnel = TAOBAO.get("funnel_view_cart");
    assertThat(Answers.byDay(query("sessions")))
        .containsEntry("2017-11-26", TAOBAO.get("sessions_gap_30_minutes").asLong());
    assertThat(Answers.byDay(query("funnel_view")))
        .containsEntry("2017-11-26", funnel.get("view").asLong());
    assertThat(Answers.byDay(query("funnel_cart")))
        .containsEntry("2017-11-26", funnel.get("view_then_cart").asLong());
    assertThat(query("sessions", "--from", "2017-11-26", "--to", "2017-11-27").has("note"))
        .isFalse();
    assertThat(query("sessions", "--from", "2011-12-01", "--to", "2011-12-02").get("note").asText())
        .contains("computed at night", "2011-12-01 is not sealed yet");
  }

  private static JsonNode query(String metric, String... more) {
    List<String> arguments = new ArrayList<>(List.of("query", metric, "--format", "json"));
    arguments.addAll(List.of(more));
    return daping.run(arguments.toArray(String[]::new)).json();
  }

  private static JsonNode money(String metric, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--where", "currency=GBP"));
    return query(metric, arguments.toArray(String[]::new));
  }

  private static String[] with(String grain, String... range) {
    List<String> arguments = new ArrayList<>(List.of(range));
    arguments.addAll(List.of("--grain", grain));
    return arguments.toArray(String[]::new);
  }

  private static Map<String, Long> retailDays(String column) {
    return positiveOf(column(RETAIL.get("by_business_day").get("Asia/Shanghai"), column));
  }

  private static Map<String, Long> ranking(JsonNode truth, String table, String column) {
    Map<String, Long> ranking = new LinkedHashMap<>();
    Map<String, Long> values = column(truth.get(table), column);
    truth.get(table).get("rows").forEach(row -> ranking.put(row.get(0).asText(), 0L));
    ranking.replaceAll((item, nothing) -> values.get(item));
    return ranking;
  }

  private static Map<String, Long> positive(JsonNode table, String column) {
    return positiveOf(column(table, column));
  }

  private static Map<String, Long> ofTheNights(Map<String, Long> days) {
    days.keySet().removeIf(day -> day.compareTo(AFTER_LAST_NIGHT) >= 0);
    return days;
  }

  /** A number of 0 is no cell. */
  private static Map<String, Long> positiveOf(Map<String, Long> values) {
    values.values().removeIf(v -> v == 0);
    return values;
  }

  private static void assertClose(Map<String, Long> found, Map<String, Long> truth) {
    assertThat(found.keySet()).isEqualTo(truth.keySet());
    truth.forEach(
        (window, value) ->
            assertThat((double) found.get(window))
                .as("uv of " + window)
                .isCloseTo(value, within(Math.max(1, FIVE_SIGMA * value))));
  }

  private static JsonNode expectedOf(String name) {
    Recorded.directory(name);
    return Recorded.expected(name);
  }
}
