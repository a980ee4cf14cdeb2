package io.daping.acceptance;

import static io.daping.acceptance.Recorded.column;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole recorded year of orders, and ten weeks of its nights. */
@Tag("drill")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecordedYearTest {
  private static final String FIRST_NIGHT = "2010-12-01";
  private static final String AFTER_LAST_NIGHT = "2011-02-09";

  private static JsonNode retail;
  private static Daping daping;
  private static ReadApi api;

  @BeforeAll
  static void replayAndStream() {
    retail = Recorded.expected("online-retail");
    daping = Daping.up("year").withCompiledPlans();
    assertThat(daping.run("replay", Recorded.directory("online-retail").toString()).text())
        .contains("43756");
    daping.run("stream", "--once", "--jobs", "intake,metrics");
    api = ReadApi.of(daping);
  }

  @AfterAll
  static void stop() {
    if (daping != null) {
      daping.down();
    }
  }

  @Test
  @Order(1)
  void everyDayEqualsTheTruthToThePenny() {
    assertThat(Answers.byDay(money("gmv_paid"))).isEqualTo(days("gmv_paid"));
    assertThat(Answers.byDay(money("gmv_net"))).isEqualTo(days("gmv_net"));
    assertThat(Answers.byDay(api.ask("orders_paid"))).isEqualTo(days("orders_paid"));
    assertThat(Answers.byDay(api.ask("units"))).isEqualTo(days("units"));
  }

  @Test
  @Order(1)
  void topTenItemsEqualTheTruth() {
    assertThat(Answers.ranking(api.ask("units", "--by", "item", "--top", "10")))
        .containsExactlyEntriesOf(ranking("top_10_items_by_units", "units"));
    assertThat(Answers.ranking(money("gmv_paid", "--by", "item", "--top", "10")))
        .containsExactlyEntriesOf(ranking("top_10_items_by_gmv_paid", "gmv_paid"));
  }

  @Test
  @Order(1)
  void everyOrderEventIsInSilverOnce() {
    assertThat(daping.run("status", "--json").json().get("topics").toString())
        .contains("\"topic\":\"order\",\"in\":43756,\"silver\":43756,\"duplicate\":0");
  }

  @Test
  @Order(2)
  void tenWeeksOfNightsAreExactAndAgree() {
    String[] nights = {"--from", FIRST_NIGHT, "--to", AFTER_LAST_NIGHT};
    JsonNode report =
        daping.run("batch", "--json", nights[0], nights[1], nights[2], nights[3]).json();
    assertThat(report.get("days")).hasSize(70);
    for (JsonNode day : report.get("days")) {
      assertThat(day.get("unexplained").asLong()).as(day.toString()).isZero();
      assertThat(day.get("sealed").asBoolean()).as(day.toString()).isTrue();
    }
    Map<String, Long> buyers = new TreeMap<>(days("buyers"));
    buyers.keySet().removeIf(day -> day.compareTo(AFTER_LAST_NIGHT) >= 0);
    assertThat(Answers.byDay(api.ask("buyers", nights))).isEqualTo(buyers);
    assertThat(Answers.byDay(money("gmv_paid"))).isEqualTo(days("gmv_paid"));
  }

  private static JsonNode money(String metric, String... more) {
    String[] options = Arrays.copyOf(more, more.length + 2);
    options[more.length] = "--where";
    options[more.length + 1] = "currency=GBP";
    return api.ask(metric, options);
  }

  /** A number of 0 is no cell. */
  private static Map<String, Long> days(String column) {
    Map<String, Long> days = column(retail.get("by_business_day").get("Asia/Shanghai"), column);
    days.values().removeIf(value -> value == 0);
    return days;
  }

  private static Map<String, Long> ranking(String table, String column) {
    Map<String, Long> values = column(retail.get(table), column);
    Map<String, Long> ranking = new LinkedHashMap<>();
    for (JsonNode row : retail.get(table).get("rows")) {
      ranking.put(row.get(0).asText(), values.get(row.get(0).asText()));
    }
    return ranking;
  }
}
