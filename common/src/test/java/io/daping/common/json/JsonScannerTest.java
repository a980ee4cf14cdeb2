package io.daping.common.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes: what Jackson refuses is refused, what it reads is read to the same values.
 */
final class JsonScannerTest {
  private static final int MUTANTS = 100_000;

  private final ScannerTrace scanner = new ScannerTrace();
  private final JacksonTrace jackson = new JacksonTrace();

  @Test
  void aDamagedRecordIsReadAsJacksonReadsIt() {
    Mutants mutants = new Mutants(20_261_122);
    int whole = 0;
    for (int i = 0; i < MUTANTS; i++) {
      whole += agree(mutants.next().bytes()) ? 1 : 0;
    }
    assertThat(whole).as("neither all are broken nor none").isBetween(MUTANTS / 8, MUTANTS / 2);
  }

  @Test
  void numbersAreReadToTheLastBit() {
    Random random = new Random(7);
    for (int i = 0; i < 30_000; i++) {
      String digits = Long.toUnsignedString(random.nextLong() >>> random.nextInt(64));
      int point = random.nextInt(digits.length());
      String sign = random.nextBoolean() ? "-" : "";
      agree(sign + digits);
      agree(sign + (point == 0 ? "0" : digits.substring(0, point)) + "." + digits);
      agree(sign + digits + "e" + (random.nextInt(700) - 350));
    }
  }

  @Test
  void everyPairOfBytesWithinATextIsReadAsJacksonReadsIt() {
    for (int pair = 0; pair < 1 << 16; pair++) {
      String plain = "seven c".substring(pair % 8);
      byte[] bytes = ("[\"" + plain + "??\",\"more text\"]").getBytes(UTF_8);
      bytes[2 + plain.length()] = (byte) (pair >> 8);
      bytes[3 + plain.length()] = (byte) pair;
      agree(bytes);
    }
  }

  @Test
  void aNameMayBeLongButNotEndless() {
    assertThat(agree("{\"" + "n".repeat(50_000) + "\":1}")).isTrue();
    assertThat(agree("{\"" + "n".repeat(50_001) + "\":1}")).isFalse();
  }

  @Test
  void aRefusalSaysWhatStandsWhere() {
    assertThatThrownBy(() -> read("{\"a\":1 \"b\":2}"))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage("'\"' at byte 7 where a comma or '}' belongs");
    assertThatThrownBy(() -> read("{\"a\":")).hasMessage("the end at byte 5 where a value belongs");
    assertThatThrownBy(() -> read("[\"\t\"]"))
        .hasMessage("0x09 at byte 2 where a character of a text belongs");
    assertThatThrownBy(() -> read("[00]")).hasMessage("a number with a leading zero at byte 1");
    assertThatThrownBy(() -> read("{}{}"))
        .hasMessage("'{' at byte 2 where the end of the record belongs");
  }

  @Test
  void whatIsSkippedIsCheckedAllTheSame() throws MalformedJsonException {
    JsonScanner json = new JsonScanner();
    json.start("{\"x\":{\"a\":[1,{\"b\":\"c\"},[]]},\"y\":7}".getBytes(UTF_8));
    json.nextField();
    json.skip();
    assertThat(json.nextField()).isTrue();
    assertThat(json.number().longValue()).isEqualTo(7);
    json.start("{\"x\":{\"a\":[1,{\"b\":\"\\c\"},[]]},\"y\":7}".getBytes(UTF_8));
    json.nextField();
    assertThatThrownBy(json::skip).isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void theExpectedFieldIsReadAsIfItHadBeenLookedFor() throws MalformedJsonException {
    WordList names = WordList.of(List.of("a", "bc"));
    JsonScanner json = new JsonScanner();
    json.start("{\"a\":1,\"bc\":{\"a\":\"x\"},\"a\" :2}".getBytes(UTF_8));
    assertThat(json.nextField(names, 1)).as("another name").isFalse();
    assertThat(json.nextField(names, 0)).isTrue();
    assertThat(json.number().longValue()).isEqualTo(1);
    assertThat(json.nextField(names, 1)).isTrue();
    assertThat(json.nextField(names, 0)).as("within the inner object").isTrue();
    assertThat(json.text().text()).isEqualTo("x");
    assertThat(json.nextField(names, 0)).as("at the inner object's end").isFalse();
    assertThat(json.nextField()).isFalse();
    assertThat(json.nextField(names, 0)).as("a blank before the colon").isFalse();
    assertThat(json.nextField()).isTrue();
    assertThat(json.number().longValue()).isEqualTo(2);
    assertThat(json.nextField(names, 0)).as("at the end").isFalse();
    assertThat(json.nextField()).isFalse();
    json.finish();
  }

  @Test
  void whereNoCommaStandsNothingIsExpected() throws MalformedJsonException {
    WordList names = WordList.of(List.of("a"));
    for (String text : List.of("{\"a\":1 \"a\":2}", "{,\"a\":1}", "{\"a\":1", "{\"a\":1,\"a")) {
      JsonScanner json = new JsonScanner();
      json.start(text.getBytes(UTF_8));
      while (json.nextField(names, 0)) {
        assertThat(json.number().longValue()).isEqualTo(1);
      }
      assertThatThrownBy(json::nextField).isInstanceOf(MalformedJsonException.class);
    }
  }

  private static void read(String text) throws MalformedJsonException {
    JsonScanner json = new JsonScanner();
    json.start(text.getBytes(UTF_8));
    json.skip();
    json.finish();
  }

  private boolean agree(String text) {
    return agree(text.getBytes(UTF_8));
  }

  /** Whether both read it; the test fails when only one does, or another value. */
  private boolean agree(byte[] bytes) {
    String read = scanner.of(bytes);
    String expected = jackson.of(bytes);
    if (!read.equals(expected)) {
      assertThat(read)
          .as(
              "%s, in Base64 %s",
              new String(bytes, UTF_8), Base64.getEncoder().encodeToString(bytes))
          .isEqualTo(expected);
    }
    return !read.equals(JacksonTrace.REFUSED);
  }
}
