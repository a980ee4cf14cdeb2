package io.daping.batch;

import static io.daping.common.testing.Events.by;
import static io.daping.common.testing.Events.created;
import static io.daping.common.testing.Events.line;
import static io.daping.common.testing.Events.logged;
import static io.daping.common.testing.Events.order;
import static io.daping.common.testing.Events.paid;
import static io.daping.common.testing.Events.refunded;
import static io.daping.common.testing.Events.requested;
import static io.daping.common.testing.Events.sampled;
import static io.daping.common.testing.Events.searched;
import static io.daping.common.testing.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daping.batch.PublishStep.Publish;
import io.daping.batch.report.DayReports;
import io.daping.batch.report.PromotionReports;
import io.daping.batch.report.ReadBack;
import io.daping.batch.report.content.Findings.Agreement;
import io.daping.batch.report.write.ReportFiles.Written;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.ReportSettings.Promotion;
import io.daping.common.config.ReportSettings.Span;
import io.daping.common.event.Event;
import io.daping.common.event.LogLevel;
import io.daping.common.event.OrderStatus;
import io.daping.common.fault.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of a small shop whose night has been there, read back from their files. */
class ReportsTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate DAY = LocalDate.of(2010, 6, 9);
  private static final String FORMULA = "=HYPERLINK(\"http://evil.example\",\"i\")";
  private static final String SCRIPT = "<script>alert(1)</script>";

  private static Shop shop;
  @TempDir private static Path folder;
  private static List<Written> written;

  @BeforeAll
  static void writeReportsOfTwoDays() {
    shop = Shop.open(ZONE);
    shop.arrived(TestSpark.inOrder(events()));
    shop.night().run(new DayRange(DAY.minusDays(7), DAY.plusDays(1)), Publish.ALWAYS);
    written = days().write(new DayRange(DAY.minusDays(1), DAY.plusDays(1)), folder);
  }

  private static List<Event> events() {
    LocalDate before = DAY.minusDays(1);
    return List.of(
        paid("w1", "ann", at(DAY.minusDays(7), "09:00"), 1_000),
        viewed("wv1", "visitor1", at(DAY.minusDays(7), "09:00"), "i1"),
        viewed("wv2", "visitor4", at(DAY.minusDays(7), "09:00"), "i1"),
        paid("b1", "bob", at(before, "20:00"), 2_000),
        paid("b2", "ann", at(before, "21:00"), 500),
        viewed("bv1", "visitor1", at(before, "19:00"), "i1"),
        viewed("bv2", "visitor2", at(before, "19:00"), "i1"),
        created("o1", "ann", at(DAY, "10:00"), 9_900),
        paid("o1", "ann", at(DAY, "10:01"), 9_900),
        paid("o2", "bob", at(DAY, "11:00"), 5_005),
        refunded("o2", "bob", at(DAY, "12:00"), 5),
        order(
            "o3",
            "o3",
            "cid",
            OrderStatus.PAID,
            at(DAY, "13:00"),
            "JPY",
            List.of(line(FORMULA, "b1", 3, 700, 0))),
        by("ann", viewed("v1", "visitor1", at(DAY, "10:00"), "i1")),
        viewed("v2", "visitor3", at(DAY, "10:00"), FORMULA),
        searched("s1", "visitor1", at(DAY, "10:00"), SCRIPT),
        requested("r1", "192.0.2.1", at(DAY, "10:00"), "/", 500, 70L),
        sampled("m1", "host-1", at(DAY, "10:00"), 42.5),
        logged("l1", "checkout", at(DAY, "10:00"), LogLevel.ERROR, "no stock of <b>i1</b>"));
  }

  @Test
  void theWorkbookHasTheDaysNumbersAsNumbers() throws Exception {
    Map<String, List<List<String>>> book = ReadBack.workbook(written.get(1).xlsx());

    assertThat(ReadBack.row(book.get("Sales"), "GMV paid"))
        .startsWith("GMV paid", "149.05", "25", "4.962", "10", "13.905");
    assertThat(ReadBack.row(book.get("Sales"), "GMV net")).startsWith("GMV net", "149", "25");
    assertThat(book.get("Sales").get(0)).contains("Money, CNY", "Orders and buyers", "Money, JPY");
    assertThat(ReadBack.values(book.get("Sales"))).contains("2100", "2010-06-09T10:00");
    assertThat(book.keySet())
        .containsExactly(
            "Sales",
            "Customers",
            "Funnel",
            "Items",
            "Shops",
            "Brands",
            "Categories",
            "Searches",
            "Provinces",
            "Traffic",
            "Machines",
            "Errors",
            "Data quality");
  }

  @Test
  void buyersAreNewOnceAndRetentionFollowsThem() throws Exception {
    Map<String, String> csv = ReadBack.zip(written.get(1).csv());

    assertThat(csv.get("sales-counts.csv"))
        .contains("\nBuyers,3,2,", "\nNew buyers,1,1,", "\nReturning buyers,2,1,");
    assertThat(csv.get("customers-buyers-again.csv"))
        .contains("1 day before,1,1,1.000000", "7 days before,1,1,1.000000");
    assertThat(csv.get("customers-visitors-again.csv")).contains("1 day before,2,1,0.500000");
  }

  @Test
  void whatOthersWroteIsTextEverywhere() throws Exception {
    String page = Files.readString(written.get(1).html());
    Map<String, String> csv = ReadBack.zip(written.get(1).csv());
    Map<String, List<List<String>>> book = ReadBack.workbook(written.get(1).xlsx());

    assertThat(page)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "no stock of &lt;b&gt;i1&lt;/b&gt;")
        .doesNotContain("<script", "<b>");
    assertThat(csv.get("searches-most.csv")).contains("\n" + SCRIPT + ",1,");
    assertThat(csv.get("item-sold-JPY.csv")).contains("\"'=HYPERLINK(");
    assertThat(ReadBack.values(book.get("Items"))).contains("'" + FORMULA);
  }

  @Test
  void theSameDayGivesTheSameBytesAloneOrInARange(@TempDir Path other) throws Exception {
    Written again = days().write(DayRange.of(DAY), other).get(0);

    for (int i = 0; i < again.files().size(); i++) {
      assertThat(again.files().get(i)).hasSameBinaryContentAs(written.get(1).files().get(i));
    }
    try (var files = Files.list(other)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void aPromotionCountsWhoCameTwiceOnce(@TempDir Path other) throws Exception {
    Span span = new Span(at(DAY.minusDays(1), "20:00"), at(DAY, "12:00"));
    Span against = Span.of("2010-06-02", "2010-06-03", ZONE);

    Written report = promotions().write(Promotion.of("june", span, against), other);

    Map<String, String> csv = ReadBack.zip(report.csv());
    assertThat(csv.get("sales-money-CNY.csv")).contains("\nGMV paid,174.05,10.00,16.405");
    assertThat(csv.get("sales-counts.csv"))
        .contains("\nOrders paid,4,1,", "\nBuyers,2,1,", "\nNew buyers,1,1,");
    assertThat(csv.get("item-sold-CNY.csv")).contains("\n1,i1,174.05,4,4,2,1,");
    assertThat(csv.get("sales-by-hour.csv"))
        .contains("2010-06-08T20:00,20.00,1,", "2010-06-09T11:00,50.05,1,");
    assertThat(csv.get("customers-buyers-again.csv")).contains("\nOther range,1,1,1.000000");
    assertThat(csv.get("customers-visitors-again.csv")).contains("\nOther range,2,1,0.500000");
    assertThat(report.html()).hasFileName("daping-june.html");
  }

  @Test
  void whoWasThereLaterDidNotComeAgain(@TempDir Path other) throws Exception {
    Span span = Span.of("2010-06-02", "2010-06-03", ZONE);
    Span against = Span.of("2010-06-08", "2010-06-10", ZONE);

    Written report = promotions().write(Promotion.of("after", span, against), other);

    assertThat(ReadBack.zip(report.csv()))
        .containsKey("customers-visits.csv")
        .doesNotContainKeys("customers-buyers-again.csv", "customers-visitors-again.csv");
  }

  @Test
  void aDayThatTheNightHasNotSeenIsRefused(@TempDir Path other) {
    DayRange days = DayRange.of(LocalDate.of(2009, 1, 1));

    assertThatThrownBy(() -> days().write(days, other))
        .isInstanceOf(Failure.class)
        .hasMessageContainingAll(
            "not sealed: 2009-01-01;", "run `bin/daping batch 2009-01-01` first");
    assertThat(other).isEmptyDirectory();
  }

  @Test
  void aBrowserShowsThePageAndAsksNobodyForAnything() throws Exception {
    assumeTrue(
        "true".equals(System.getenv("CI")) || Files.isExecutable(ReadBack.CHROMIUM),
        "no /usr/bin/chromium");
    ReadBack.Seen seen = ReadBack.inBrowser(written.get(1).html());

    assertThat(seen.complaints()).isEmpty();
    assertThat(seen.requests()).isEmpty();
    assertThat(seen.page()).contains("CNY 149.05", "+496.2 %", "Data quality");
    assertThat(seen.picture()).isNotEmptyFile();
  }

  private static DayReports days() {
    Agreement agreement = new Agreement(10, 9, new TreeMap<>(Map.of("late", 1L)), 0);
    return new DayReports(shop.silver(), Catalogue.load(), day -> Optional.of(agreement));
  }

  private static PromotionReports promotions() {
    return new PromotionReports(shop.silver(), Catalogue.load());
  }

  private static Instant at(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
  }
}
