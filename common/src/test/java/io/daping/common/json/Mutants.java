package io.daping.common.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.daping.common.event.PoisonTable;
import io.daping.common.event.Topic;
import io.daping.common.testing.Events;
import io.daping.common.testing.RandomShop;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Records of all topics, good ones and those of the poison table, with a little of them changed.
 */
public final class Mutants {
  /** Where something of JSON begins or ends. */
  private static final String JOINTS = "{}[],:\"";

  private static final List<String> VALUES =
      List.of(
          "0",
          "-0",
          "-",
          "00",
          "-01",
          "1.",
          ".1",
          "1.0",
          "1.5e3",
          "-1E+2",
          "1e",
          "1e+",
          "1e-5",
          "0.1",
          "-0.0",
          "0e0",
          "123456789.123456789",
          "9007199254740993",
          "0.30000000000000004",
          "9007199254740993.5",
          "1e22",
          "1e23",
          "4.9e-324",
          "1e400",
          "-1e400",
          "0x1",
          "+1",
          "1_0",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "-9223372036854775809",
          "18446744073709551615",
          "18446744073709551616",
          "10000000000000000000",
          "99999999999999999999",
          "9".repeat(1_000),
          "9".repeat(1_001),
          "-" + "9".repeat(1_000),
          "1." + "0".repeat(999),
          "1." + "0".repeat(1_000),
          "1e" + "0".repeat(999),
          "1e-" + "0".repeat(1_000),
          "true",
          "false",
          "null",
          "tru",
          "nullx",
          "True",
          "NaN",
          "Infinity",
          "'a'",
          "\"\"",
          "\"a\"",
          "\"é\"",
          "\"词😀\"",
          "\"a\\u0041\\u00e9\\u8bcd\"",
          "\"\\ud83d\\ude00\"",
          "\"\\uD83D\"",
          "\"\\ude00\\ud83d\"",
          "\"x\\ud83d\\u0041\"",
          "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
          "\"\\q\"",
          "\"\\u12g4\"",
          "\"\\u123\"",
          "\"\\\"",
          "\"\\",
          "\"a\u0001b\"",
          "\"a\nb\"",
          "\"\u007f\u2028\"",
          "\"138 0013 8000\"",
          "\"" + "w".repeat(2_000) + "\"",
          "{}",
          "[]",
          "[{}]",
          "[,]",
          "[1,]",
          "{,}",
          "{\"a\":1,}",
          "{\"a\" 1}",
          "{\"a\":1 \"b\":2}",
          "{\"a\":1,\"a\":2}",
          "{1:2}",
          "[{\"a\":[1,{\"b\":null}]},\"c\"]",
          "[".repeat(62) + "]".repeat(62),
          "[".repeat(63) + "]".repeat(63),
          "[".repeat(64) + "]".repeat(64),
          "{\"a\":".repeat(63) + "1" + "}".repeat(63),
          "{\"a\":".repeat(64) + "1" + "}".repeat(64),
          "[[}",
          "/**/1",
          "1//",
          "\u00a01",
          "\ufeff1");

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
          "\\u0061",
          "null",
          "true",
          "0",
          "-",
          ".",
          "e",
          "\u0000",
          "\t",
          " ",
          "\n",
          "é",
          "词",
          "😀",
          "\ufeff",
          "\"x\":1,",
          "\"event_id\":\"e\",",
          "\"event\\u005fid\":\"e\",",
          "\"lines\":[",
          "\"quantity\":",
          "\"schema_version\":2,",
          "\"tags\":{\"a\":\"b\",\"a\":\"c\"},",
          "\"user_id\":null,",
          "\"x\":{\"event_id\":1,\"event_id\":2},",
          "{\"a\":",
          "/*");

  private final Random random;
  private final List<Mutant> seeds = new ArrayList<>();

  /** A record, changed or not. */
  public record Mutant(Topic topic, byte[] bytes) {}

  /** Equal seeds make equal mutants; the seed is printed. */
  public Mutants(long seed) {
    System.out.println("mutants of seed " + seed);
    random = new Random(seed);
    new RandomShop(seed)
        .events(40, 120)
        .forEach(event -> seeds.add(new Mutant(event.topic(), Events.json(event))));
    PoisonTable.entries().stream()
        .filter(e -> e.payload().length < 1_000 && !e.verdict().startsWith("not_"))
        .forEach(e -> seeds.add(new Mutant(e.topic(), e.payload())));
  }

  /** The next one: changed at one to three places, mostly at one. */
  public Mutant next() {
    Mutant seed = seeds.get(random.nextInt(seeds.size()));
    byte[] bytes = seed.bytes();
    for (int n = Math.max(0, random.nextInt(5) - 2); n >= 0; n--) {
      bytes = changed(bytes);
    }
    return new Mutant(seed.topic(), bytes);
  }

  private byte[] changed(byte[] bytes) {
    int at = random.nextBoolean() ? joint(bytes) : random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(8));
    return switch (random.nextInt(10)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> spliced(bytes, at, new byte[0], to);
      case 2 -> spliced(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(at + 1, to));
      case 3 -> spliced(bytes, at, oneOf(TOKENS), at);
      case 4 -> spliced(bytes, at, oneOf(TOKENS), to);
      case 5 -> spliced(bytes, at, Arrays.copyOfRange(bytes, at, to), at);
      case 6 -> twice(bytes, at);
      default -> otherValue(bytes);
    };
  }

  /** With another value behind some colon. */
  private byte[] otherValue(byte[] bytes) {
    int colon = next(bytes, random.nextInt(bytes.length + 1), ":");
    int behind = Math.min(colon + 1, bytes.length);
    byte[] value = random.nextInt(8) == 0 ? number() : oneOf(VALUES);
    return spliced(bytes, behind, value, next(bytes, behind, ",}"));
  }

  private byte[] number() {
    double number = Double.longBitsToDouble(random.nextLong());
    double small = random.nextInt(1_000_000) / 1_000d;
    return (random.nextBoolean() ? number + "" : small + "").getBytes(UTF_8);
  }

  /** With what stands up to the next comma once more. */
  private byte[] twice(byte[] bytes, int at) {
    int begin = next(bytes, at, "\"");
    int end = Math.min(bytes.length, next(bytes, begin, ",") + 1);
    return spliced(bytes, end, Arrays.copyOfRange(bytes, begin, end), end);
  }

  private int joint(byte[] bytes) {
    int at = next(bytes, random.nextInt(bytes.length + 1), JOINTS) + random.nextInt(2);
    return Math.min(at, bytes.length);
  }

  private static int next(byte[] bytes, int from, String some) {
    int at = Math.min(from, bytes.length);
    while (at < bytes.length && some.indexOf(bytes[at]) < 0) {
      at++;
    }
    return at;
  }

  private byte[] oneOf(List<String> texts) {
    return texts.get(random.nextInt(texts.size())).getBytes(UTF_8);
  }

  private static byte[] spliced(byte[] bytes, int at, byte[] middle, int rest) {
    int head = Math.min(at, bytes.length);
    int tail = Math.max(head, Math.min(rest, bytes.length));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, head);
    out.writeBytes(middle);
    out.write(bytes, tail, bytes.length - tail);
    return out.toByteArray();
  }
}
