package io.daping.common.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.daping.common.fact.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue that ships, and what is said of one that cannot be used. */
final class CatalogueTest {
  private static final Catalogue CATALOGUE = Catalogue.load();

  static List<Metric> metrics() {
    return CATALOGUE.metrics();
  }

  @Test
  void theMetricsThatShipAreThese() {
    assertThat(metrics())
        .extracting(Metric::id, Metric::name, Metric::source, Metric::unit, Metric::state)
        .map(t -> String.join(" ", t.toList().stream().map(String::valueOf).toList()))
        .containsExactly(
            "1 gmv_created ORDER MONEY SUM",
            "2 gmv_paid ORDER MONEY SUM",
            "3 gmv_net ORDER MONEY SUM",
            "4 orders_created ORDER ORDERS EVENTS",
            "5 orders_paid ORDER ORDERS EVENTS",
            "6 units ORDER PIECES SUM",
            "7 buyers ORDER PEOPLE DISTINCT",
            "20 pv BROWSE VIEWS EVENTS",
            "21 uv BROWSE PEOPLE DISTINCT",
            "22 uv_login BROWSE PEOPLE DISTINCT",
            "23 carts BROWSE ACTIONS EVENTS",
            "24 favorites BROWSE ACTIONS EVENTS",
            "25 visitors BROWSE PEOPLE DISTINCT",
            "40 searches SEARCH SEARCHES EVENTS",
            "41 empty_searches SEARCH SEARCHES EVENTS",
            "60 requests ACCESS REQUESTS EVENTS",
            "61 robot_requests ACCESS REQUESTS EVENTS",
            "62 page_views ACCESS VIEWS EVENTS",
            "63 addresses ACCESS ADDRESSES DISTINCT",
            "64 bytes_sent ACCESS BYTES SUM",
            "65 server_errors ACCESS REQUESTS EVENTS",
            "66 latency_p50 ACCESS MILLISECONDS QUANTILE",
            "80 samples MACHINE SAMPLES EVENTS",
            "81 cpu_p75 MACHINE PERCENT QUANTILE",
            "82 mem_p75 MACHINE PERCENT QUANTILE",
            "83 io_p75 MACHINE PERCENT QUANTILE",
            "84 sessions BROWSE SESSIONS EVENTS",
            "85 session_actions BROWSE ACTIONS SUM",
            "86 session_time BROWSE MILLISECONDS SUM",
            "87 bounced_sessions BROWSE SESSIONS EVENTS",
            "88 funnel_view BROWSE PEOPLE EVENTS",
            "89 funnel_cart BROWSE PEOPLE EVENTS",
            "90 funnel_order BROWSE PEOPLE EVENTS",
            "91 funnel_pay BROWSE PEOPLE EVENTS",
            "92 converted_viewers BROWSE PEOPLE DISTINCT",
            "93 gmv_net_cohort ORDER MONEY SUM",
            "100 log_records APPLOG RECORDS EVENTS",
            "101 errors APPLOG RECORDS EVENTS",
            "102 warnings APPLOG RECORDS EVENTS",
            "120 records INTAKE RECORDS EVENTS",
            "121 duplicates INTAKE RECORDS EVENTS",
            "122 quarantined INTAKE RECORDS EVENTS",
            "123 conflicts INTAKE RECORDS EVENTS",
            "124 late_events INTAKE RECORDS EVENTS");
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void everyMetricIsCompleteAndKeptSomewhere(Metric metric) {
    assertThat(metric.description()).isNotBlank();
    assertThat(metric.where()).isNotBlank();
    assertThat(metric.of() == null).isEqualTo(metric.state() == State.EVENTS);
    assertThat(metric.grains()).isSorted().doesNotHaveDuplicates().contains(Grain.DAY);
    assertThat(metric.by()).doesNotHaveDuplicates().anyMatch(Dimension::isTotal);
    assertThat(metric.by())
        .allMatch(d -> metric.grains().stream().anyMatch(g -> metric.isKept(d, g)));
    assertThat(CATALOGUE.metric(metric.name())).contains(metric);
    assertThat(CATALOGUE.metric(metric.id())).contains(metric);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aMetricTiesByOneOfItsOwnSource(Metric metric) {
    if (metric.tiesBy() != null) {
      assertThat(CATALOGUE.metric(metric.tiesBy()).map(Metric::source)).contains(metric.source());
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void moneyIsASum(Metric metric) {
    assertThat(metric.isMoney() && metric.state() != State.SUM).isFalse();
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aQuantileNamesItsShareAndNoOrderChangesIt(Metric metric) {
    boolean quantile = metric.state() == State.QUANTILE;
    assertThat(metric.share() != null).isEqualTo(quantile);
    assertThat(quantile && metric.source() == Source.ORDER).isFalse();
  }

  @Test
  void aDerivedNumberIsComputedFromKeptOnes() {
    for (Derived derived : CATALOGUE.derived()) {
      assertThat(derived.description()).isNotBlank();
      assertThat(CATALOGUE.metrics()).contains(derived.of());
      assertThat(CATALOGUE.metric(derived.name())).isEmpty();
    }
    assertThat(CATALOGUE.derived("average_order_value")).isPresent();
  }

  @Test
  void aDerivedNumberThatCannotBeComputedIsRefused() {
    String metrics =
        """
        orders = ${m} { id = 2 }
        views = ${m} { id = 3, source = browse, where = "true", by = [total] }
        """;
    for (String wrong :
        List.of(
            "a { unit = share, ratio-of = orders, to = views, description = x } | sources differ",
            "a { mean-of = orders, description = x } | does not remember numbers",
            "a { unit = share, ratio-of = moon, to = orders, description = x } | no metric moon",
            "orders { mean-of = orders, description = x } | a metric bears this name")) {
      String[] entryAndReason = wrong.split(" \\| ");
      assertThatThrownBy(() -> catalogue(metrics, entryAndReason[0]))
          .isInstanceOf(BadCatalogue.class)
          .hasMessageContaining(entryAndReason[1]);
    }
  }

  @Test
  void idsAreUnique() {
    assertThat(metrics()).extracting(Metric::id).doesNotHaveDuplicates();
    for (Source source : Source.values()) {
      assertThat(CATALOGUE.dimensions(source)).extracting(Dimension::id).doesNotHaveDuplicates();
    }
  }

  @Test
  void anItemIsNotKeptPerMinute() {
    Metric gmv = CATALOGUE.metric("gmv_paid").orElseThrow();
    Dimension item =
        gmv.by().stream().filter(d -> d.name().equals("item")).findFirst().orElseThrow();
    assertThat(gmv.isKept(item, Grain.MINUTE)).isFalse();
    assertThat(gmv.isKept(item, Grain.HOUR)).isTrue();
  }

  @Test
  void aContributionIsNullWhereTheFactDoesNotCount() {
    assertThat(CATALOGUE.metric("units").orElseThrow().contribution())
        .isEqualTo("CASE WHEN (status = 'PAID') THEN CAST((quantity) AS BIGINT) END");
    assertThat(CATALOGUE.metric("orders_paid").orElseThrow().contribution())
        .isEqualTo("CASE WHEN (status = 'PAID') THEN 1L END");
    assertThat(CATALOGUE.metric("uv").orElseThrow().contribution())
        .isEqualTo("CASE WHEN (action = 'view') THEN CAST((visitor_id) AS STRING) END");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                catalogue(
                    """
                    lost_dimension = ${m} { id = 2, by = [total, planet] }
                    foreign_field = ${m} { id = 3, by = [total, province], source = browse, where = "true" }
                    no_of = ${m} { id = 4, of = null }
                    same_id = ${m} { id = 1 }
                    no_tie = ${m} { id = 5, ties-by = glory }
                    no_source = ${m} { id = 6, source = moon }
                    no_state = ${m} { id = 7, state = median }
                    no_grain = ${m} { id = 8, grains = [week] }
                    no_where = ${m} { id = 9, where = null }
                    no_id = ${m} { id = many }
                    """))
        .isInstanceOf(BadCatalogue.class)
        .hasMessageStartingWith("catalogue cannot be used:\n")
        .message()
        .satisfies(
            text -> {
              assertThat(lines(text)).hasSize(10);
              has(text, "lost_dimension", "no dimension planet");
              has(text, "foreign_field", "browse facts have no column province");
              has(text, "no_of", "of");
              has(text, "id 1 is taken", "metric");
              has(text, "no_tie", "no metric glory of order to tie by");
              has(text, "no_source", "no source moon");
              has(text, "no_source", "session");
              has(text, "no_state", "MEDIAN");
              has(text, "no_grain", "WEEK");
              has(text, "no_where", "where");
              has(text, "no_id", "id has type STRING");
            });
  }

  @Test
  void aMetricTiesByNoMetricOfAnotherSource() {
    assertThatThrownBy(
            () ->
                catalogue(
                    """
                    views = ${m} { id = 2, source = browse, by = [total], where = "true", of = stay_ms, ties-by = base }
                    """))
        .isInstanceOf(BadCatalogue.class)
        .hasMessageContaining("metric views: no metric base of browse to tie by");
  }

  @Test
  void dimensionsOfTheSameIdAreRefused() {
    assertThatThrownBy(
            () ->
                Catalogue.of(
                    ConfigFactory.parseString(
                        """
                        catalogue { version = 1, metrics {}
                          dimensions { total { id = 0 }, item { id = 1, field = item_id }, shop { id = 1, field = shop_id } } }
                        """)))
        .isInstanceOf(BadCatalogue.class)
        .hasMessageContaining("id 1 is taken");
  }

  private static void has(String text, String name, String what) {
    assertThat(lines(text)).anySatisfy(l -> assertThat(l).contains(name).contains(what));
  }

  private static List<String> lines(String text) {
    return text.lines().skip(1).toList();
  }

  private static Catalogue catalogue(String metrics) {
    return catalogue(metrics, "");
  }

  private static Catalogue catalogue(String metrics, String derived) {
    return Catalogue.of(
        ConfigFactory.parseString(
                """
                m { id = 1, source = order, unit = pieces, state = sum, of = quantity, where = "true", description = d,
                    by = [total], grains = [minute, hour, day] }
                catalogue { version = 1
                  dimensions { total { id = 0 }, province { id = 5, field = province } }
                  metrics { base = ${m}
                """
                    + metrics
                    + "}\n derived {\n"
                    + derived
                    + "}}")
            .resolve());
  }
}
