package io.daping.common.event;

import static io.daping.common.event.PoisonTable.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.daping.common.event.Verdict.Accepted;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: a verdict, never an exception, and what is accepted keeps the contract. */
final class IntakeFuzzTest {
  private static final long SEED = 20_261_111;
  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "\\u",
          "\\ud800",
          "null",
          "true",
          "NaN",
          "0",
          "-",
          "1e999",
          "9223372036854775808",
          "1.0",
          "\u0000",
          "é",
          "😀",
          "\"event_id\":",
          "\"lines\":[",
          "\"quantity\":",
          "\"schema_version\":2,",
          "{\"a\":",
          "/*");

  private final Intake intake = new Intake(300_000, 604_800_000);
  private final Random random = new Random(SEED);
  private final Set<Reason> met = EnumSet.noneOf(Reason.class);
  private int accepted;

  @Test
  void aDamagedRecordAlwaysGetsAVerdict() {
    System.out.println("damage of seed " + SEED);
    List<PoisonTable.Entry> seeds =
        PoisonTable.entries().stream().filter(e -> e.payload().length < 1_000).toList();
    for (int i = 0; i < 20_000; i++) {
      PoisonTable.Entry entry = seeds.get(random.nextInt(seeds.size()));
      byte[] bytes = entry.payload();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes = damaged(bytes);
      }
      judge(entry.topic(), bytes);
    }
    assertThat(accepted).as("some damage is harmless").isPositive();
    assertThat(met)
        .contains(Reason.NOT_JSON, Reason.NOT_UTF8, Reason.MISSING_FIELD)
        .contains(Reason.BAD_TYPE, Reason.BAD_VALUE, Reason.UNKNOWN_VERSION);
  }

  @Test
  void anyBytesAtAllGetAVerdict() {
    System.out.println("noise of seed " + SEED);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      if (i % 2 == 0 && bytes.length > 0) {
        bytes[0] = '{';
      }
      judge(Topic.values()[i / 2 % Topic.values().length], bytes);
    }
    assertThat(accepted).isZero();
  }

  private void judge(Topic topic, byte[] bytes) {
    assertThatCode(() -> keep(topic, bytes))
        .as("%s %s", topic, Base64.getEncoder().encodeToString(bytes))
        .doesNotThrowAnyException();
  }

  private void keep(Topic topic, byte[] bytes) {
    Verdict verdict = intake.judge(topic, bytes, NOW);
    if (verdict instanceof Accepted a) {
      accepted++;
      assertThat(a.event().topic()).isEqualTo(topic);
      assertThat(a.event().eventId()).hasSizeBetween(1, 64);
      assertThat(a.event().eventTime()).isBetween(NOW - 604_800_000, NOW + 300_000);
      if (a.event() instanceof OrderEvent order) {
        assertThat(order.orderId()).isNotEmpty();
        assertThat(order.currency()).hasSize(3);
        assertThat(order.lines()).hasSizeBetween(1, 2_000).doesNotContainNull();
        assertThat(order.lines()).allMatch(l -> l.quantity() > 0 && l.unitPrice() >= 0);
        assertThat(order.lines()).allMatch(l -> !l.itemId().isEmpty() && l.discount() >= 0);
      }
    } else {
      Verdict.Rejected rejected = (Verdict.Rejected) verdict;
      met.add(rejected.reason());
      assertThat(rejected.detail()).isNotBlank();
    }
  }

  private byte[] damaged(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(8));
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> spliced(bytes, at, new byte[0], to);
      case 2 -> spliced(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(at + 1, to));
      case 3 -> spliced(bytes, at, TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8), at);
      case 4 -> spliced(bytes, at, Arrays.copyOfRange(bytes, at, to), at);
      default -> spliced(bytes, at, TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8), to);
    };
  }

  private static byte[] spliced(byte[] bytes, int at, byte[] middle, int rest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.writeBytes(middle);
    out.write(bytes, Math.min(rest, bytes.length), bytes.length - Math.min(rest, bytes.length));
    return out.toByteArray();
  }
}
