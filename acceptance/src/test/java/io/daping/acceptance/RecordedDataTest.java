package io.daping.acceptance;

import static io.daping.acceptance.Recorded.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.daping.acceptance.RetailDays.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Weeks of real orders and a morning of real browsing: every number equals its known truth. The
 * whole year is {@link RecordedYearTest}'s.
 */
@ExtendWith(RecordedHome.Shared.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecordedDataTest {
  /** A stated standard error, five times: missed once in 1.7 million. */
  private static final double FIVE_SIGMA = 5 * 0.0081;

  private static final String FIRST_NIGHT = "2010-12-01";
  private static final String AFTER_LAST_NIGHT = "2010-12-04";

  /** Of the browsing. */
  private static final String MORNING = "2017-11-26";

  private final JsonNode retail = Recorded.expected("online-retail");
  private final JsonNode taobao = Recorded.expected("taobao");
  private final Daping daping;
  private final ReadApi api;

  RecordedDataTest(RecordedHome home) {
    this.daping = home.daping();
    this.api = home.api();
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
        .containsExactlyEntriesOf(RetailDays.topItems(Measure.UNITS));
    JsonNode byMoney = money("gmv_paid", "--by", "item", "--top", "10");
    assertThat(Answers.ranking(byMoney)).containsExactlyEntriesOf(RetailDays.topItems(Measure.GMV));
  }

  @Test
  @Order(1)
  void minutesOfTheBusiestDayEqualTheTruth() {
    JsonNode minutes = retail.get("by_minute_2010-12-02_utc");
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
      JsonNode truth = taobao.get("by_" + grain + "_utc");
      assertThat(Answers.byUtc(query("pv", "--grain", grain))).isEqualTo(positive(truth, "pv"));
      assertClose(Answers.byUtc(query("uv", "--grain", grain)), positive(truth, "uv"));
    }
    JsonNode minutes = taobao.get("by_minute_utc");
    assertThat(Answers.byUtc(query("carts", "--grain", "minute")))
        .isEqualTo(positive(minutes, "cart"));
    assertThat(Answers.byUtc(query("favorites", "--grain", "minute")))
        .isEqualTo(positive(minutes, "favorite"));
    assertClose(
        Answers.byUtc(query("visitors", "--grain", "minute")), positive(minutes, "uv_any_action"));
    JsonNode days = taobao.get("by_business_day").get("Asia/Shanghai");
    assertThat(Answers.byDay(query("pv"))).isEqualTo(column(days, "pv"));
    assertClose(Answers.byDay(query("uv")), column(days, "uv"));
    assertThat(Answers.ranking(query("pv", "--by", "item", "--top", "20")))
        .containsExactlyEntriesOf(ranking(taobao, "top_20_items_by_views", "views"));
  }

  @Test
  @Order(1)
  void everyEventIsInSilverOnce() {
    int orders = RetailDays.records().size();
    assertThat(orders).isGreaterThan(3_000);
    JsonNode topics = daping.run("status", "--json").json().get("topics");
    assertThat(topics.toString())
        .contains(
            "\"topic\":\"order\",\"in\":%1$d,\"silver\":%1$d,\"duplicate\":0".formatted(orders))
        .contains("\"topic\":\"browse\",\"in\":107807,\"silver\":107807,\"duplicate\":0");
  }

  @Test
  @Order(2)
  void nightsOfOrdersAreExactAndAgree() {
    night(daping, "--from", FIRST_NIGHT, "--to", AFTER_LAST_NIGHT);
    String[] nights = {"--from", FIRST_NIGHT, "--to", AFTER_LAST_NIGHT};
    assertThat(Answers.byDay(query("buyers", nights))).isEqualTo(ofTheNights(retailDays("buyers")));
    assertThat(Answers.byDay(money("gmv_paid"))).isEqualTo(retailDays("gmv_paid"));
    assertThat(query("sessions", nights).has("note")).isFalse();
    assertThat(query("sessions", "--from", "2011-12-01", "--to", "2011-12-02").get("note").asText())
        .contains("computed at night", "2011-12-01 is not sealed yet");
  }

  /** Sixty thousand visitors take minutes; their sessions and funnels alone are tried beside it. */
  @Test
  @Order(3)
  @Tag("drill")
  void theNightOfTheMorningKnowsWhoCameAndHowFar() {
    night(daping.withCompiledPlans(), MORNING);
    JsonNode days = taobao.get("by_business_day").get("Asia/Shanghai");
    assertThat(Answers.byDay(query("uv"))).isEqualTo(column(days, "uv"));
    assertThat(Answers.byDay(query("uv", "--layer", "batch"))).isEqualTo(column(days, "uv"));
    JsonNode funnel = taobao.get("funnel_view_cart");
    assertThat(Answers.byDay(query("sessions")))
        .containsEntry(MORNING, taobao.get("sessions_gap_30_minutes").asLong());
    assertThat(Answers.byDay(query("funnel_view")))
        .containsEntry(MORNING, funnel.get("view").asLong());
    assertThat(Answers.byDay(query("funnel_cart")))
        .containsEntry(MORNING, funnel.get("view_then_cart").asLong());
    assertThat(daping.run("reconcile", MORNING, "--json").json().get("unexplained").asLong())
        .isZero();
  }

  private static void night(Daping daping, String... days) {
    List<String> arguments = new ArrayList<>(List.of("batch", "--json"));
    arguments.addAll(List.of(days));
    for (JsonNode day : daping.run(arguments.toArray(String[]::new)).json().get("days")) {
      assertThat(day.get("unexplained").asLong()).as(day.toString()).isZero();
      assertThat(day.get("cells").asLong()).as(day.toString()).isPositive();
    }
  }

  private JsonNode query(String metric, String... more) {
    return api.ask(metric, more);
  }

  private JsonNode money(String metric, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--where", "currency=GBP"));
    return query(metric, arguments.toArray(String[]::new));
  }

  private static String[] with(String grain, String... range) {
    List<String> arguments = new ArrayList<>(List.of(range));
    arguments.addAll(List.of("--grain", grain));
    return arguments.toArray(String[]::new);
  }

  private Map<String, Long> retailDays(String column) {
    return RetailDays.of(
        positiveOf(column(retail.get("by_business_day").get("Asia/Shanghai"), column)));
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
}
