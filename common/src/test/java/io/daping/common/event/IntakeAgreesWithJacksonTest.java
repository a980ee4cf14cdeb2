package io.daping.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.daping.common.event.Verdict.Accepted;
import io.daping.common.event.Verdict.Rejected;
import io.daping.common.json.Mutants;
import io.daping.common.json.Mutants.Mutant;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Intake refuses as no JSON what Jackson refuses, and an event holds what Jackson reads. */
final class IntakeAgreesWithJacksonTest {
  private static final int MUTANTS = 100_000;

  private final Intake intake = new Intake(Long.MAX_VALUE, Long.MAX_VALUE);
  private final Map<Topic, Integer> accepted = new EnumMap<>(Topic.class);

  @Test
  void aDamagedRecordIsJudgedAsJacksonReadsIt() {
    Mutants mutants = new Mutants(20_261_123);
    for (int i = 0; i < MUTANTS; i++) {
      Mutant mutant = mutants.next();
      try {
        agree(mutant);
      } catch (AssertionError e) {
        throw new AssertionError(
            mutant.topic() + " " + Base64.getEncoder().encodeToString(mutant.bytes()), e);
      }
    }
    assertThat(accepted).containsOnlyKeys(Topic.values());
    assertThat(accepted.values()).allMatch(n -> n > 200);
  }

  private void agree(Mutant mutant) {
    Verdict verdict = intake.judge(mutant.topic(), mutant.bytes(), 0);
    boolean unreadable =
        verdict instanceof Rejected rejected
            && (rejected.reason() == Reason.NOT_JSON || rejected.reason() == Reason.NOT_UTF8);
    Optional<JsonNode> read = JacksonReading.of(mutant.topic(), mutant.bytes());
    if (!isUtf8(mutant.bytes())) {
      assertThat(verdict).isEqualTo(new Rejected(Reason.NOT_UTF8, "bytes are not UTF-8"));
    } else if (unreadable == read.isPresent()) {
      assertThat(verdict).as("Jackson reads %s", read).isNull();
    }
    if (verdict instanceof Accepted good) {
      accepted.merge(mutant.topic(), 1, Integer::sum);
      EventValues.compare((Record) good.event(), read.orElseThrow());
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    var decoder = StandardCharsets.UTF_8.newDecoder();
    return decoder.decode(ByteBuffer.wrap(bytes), chars, true).isUnderflow();
  }
}
