package io.daping.common.event;

import static io.daping.common.event.PoisonTable.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.config.Configuration;
import io.daping.common.event.PoisonTable.Entry;
import io.daping.common.event.Verdict.Accepted;
import io.daping.common.event.Verdict.Rejected;
import io.daping.common.testing.Events;
import io.daping.common.testing.RandomShop;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract, record by record. */
final class IntakeTest {
  private final Intake intake = Configuration.defaults(Path.of("home")).intake().rule();

  static List<Entry> poison() {
    return PoisonTable.entries();
  }

  @ParameterizedTest
  @MethodSource("poison")
  void everyRecordOfTheTableGetsItsVerdict(Entry entry) {
    Verdict verdict = intake.judge(entry.topic(), entry.payload(), NOW);
    assertThat(word(verdict)).as("%s", verdict).isEqualTo(entry.verdict());
  }

  @Test
  void everyReasonButConflictStandsInTheTable() {
    assertThat(poison().stream().map(Entry::verdict).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of("accepted"),
                    Stream.of(Reason.values()).filter(r -> r != Reason.CONFLICT).map(Reason::code))
                .toList());
  }

  @Test
  void aTombstoneIsNotJson() {
    assertThat(intake.judge(Topic.ORDER, null, NOW))
        .isEqualTo(new Rejected(Reason.NOT_JSON, "empty record"));
  }

  @Test
  void aRecordOfExactlyTheGreatestSizeIsRead() {
    String head = "{\"event_id\":\"e1\",\"event_time\":" + NOW;
    head += ",\"visitor_id\":\"v1\",\"action\":\"view\",\"item_id\":\"i1\",\"x\":\"";
    String record = head + "x".repeat(Intake.MAX_BYTES - head.length() - 2) + "\"}";
    assertThat(record.getBytes(UTF_8)).hasSize(Intake.MAX_BYTES);
    assertThat(word(intake.judge(Topic.BROWSE, record.getBytes(UTF_8), NOW))).isEqualTo("accepted");
    assertThat(word(intake.judge(Topic.BROWSE, (record + " ").getBytes(UTF_8), NOW)))
        .isEqualTo("too_large");
  }

  @Test
  void whatIsAbsentInAnOrderIsNullButCurrencyAndDiscount() {
    String record =
        """
        {"event_id":"e1","event_time":%d,"order_id":"o1","status":"PAID",
         "lines":[{"item_id":"i1","quantity":2,"unit_price":150}]}"""
            .formatted(NOW);
    assertThat(accepted(Topic.ORDER, record))
        .isEqualTo(
            new OrderEvent(
                "e1",
                NOW,
                "o1",
                null,
                OrderStatus.PAID,
                "CNY",
                null,
                null,
                null,
                null,
                null,
                List.of(new OrderLine("i1", null, null, null, 2, 150, 0))));
  }

  @Test
  void everyFieldOfAnOrderIsReadAsItStands() {
    String record =
        """
        {"lines":[{"discount":7,"unit_price":150,"quantity":2,"category_id":"c","brand":"b","shop_id":"s","item_id":"i"}],
         "receiver_name":"n","receiver_phone":"p","receiver_address":"a","ip":"::1","visitor_id":"v","channel":"mini",
         "province":"\\u5317\\u4eac","promotion_id":"p11","currency":"GBP","status":"REFUNDED","user_id":"u",
         "order_id":"o\\"\\\\\\/\\t","event_time":%d,"event_id":"e1","schema_version":1}"""
            .formatted(NOW - 1);
    assertThat(accepted(Topic.ORDER, record))
        .isEqualTo(
            new OrderEvent(
                "e1",
                NOW - 1,
                "o\"\\/\t",
                "u",
                OrderStatus.REFUNDED,
                "GBP",
                "p11",
                "北京",
                "mini",
                "v",
                "::1",
                List.of(new OrderLine("i", "s", "b", "c", 2, 150, 7))));
  }

  @Test
  void everyFieldOfABrowseEventIsReadAsItStands() {
    String record =
        """
        {"event_id":"e1","event_time":%d,"visitor_id":"v","user_id":"u","session_id":"s","action":"favorite","item_id":"i",
         "shop_id":"h","brand":"b","category_id":"c","referrer":"https://x/?q=1","stay_ms":1500,"ip":"10.0.0.1",
         "recommendation_id":"r"}"""
            .formatted(NOW);
    assertThat(accepted(Topic.BROWSE, record))
        .isEqualTo(
            new BrowseEvent(
                "e1",
                NOW,
                "v",
                "u",
                "s",
                BrowseAction.FAVORITE,
                "i",
                "h",
                "b",
                "c",
                "https://x/?q=1",
                1500L,
                "10.0.0.1",
                "r"));
  }

  @Test
  void whatAProducerSendsIsWhatIsRead() {
    assertThat(new RandomShop(11).events(300, 1_000))
        .allSatisfy(
            event ->
                assertThat(intake.judge(event.topic(), Events.json(event), event.eventTime()))
                    .isEqualTo(new Accepted(event)));
  }

  @Test
  void aRejectionNamesTheField() {
    String record = "{\"event_id\":\"e1\",\"event_time\":\"x\"}";
    assertThat(intake.judge(Topic.BROWSE, record.getBytes(UTF_8), NOW))
        .isEqualTo(new Rejected(Reason.MISSING_FIELD, "visitor_id is required"));
  }

  @Test
  void anEventOfTheBeginningOfTimeIsTooOldForAnyRecordTime() {
    String record =
        """
        {"event_id":"e1","event_time":-9223372036854775808,"visitor_id":"v1","action":"view","item_id":"i1"}""";
    for (long recordTime : new long[] {0, 1, NOW, Long.MAX_VALUE}) {
      assertThat(word(intake.judge(Topic.BROWSE, record.getBytes(UTF_8), recordTime)))
          .isEqualTo("too_old");
    }
  }

  private Event accepted(Topic topic, String record) {
    Verdict verdict = intake.judge(topic, record.getBytes(UTF_8), NOW);
    assertThat(verdict).isInstanceOf(Accepted.class);
    return ((Accepted) verdict).event();
  }

  private static String word(Verdict verdict) {
    return verdict instanceof Rejected rejected ? rejected.reason().code() : "accepted";
  }
}
