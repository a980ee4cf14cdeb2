package io.daping.common.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads {@code poison.txt}, whose head says what stands in it. */
public final class PoisonTable {
  /** The record time that the table's entries are about. */
  public static final long NOW = 1_794_362_400_000L;

  private static final Pattern REPEATED = Pattern.compile("«(\\d+)×([^«»]*)»");
  private static final Pattern TIME = Pattern.compile("«now([+-]\\d+)?»");
  private static final Map<String, String> WORDS =
      Map.of(
          "«event»", "\"event_id\":\"«id»\",\"event_time\":«now»",
          "«order»", "\"order_id\":\"o1\",\"status\":\"PAID\"",
          "«lines»", "\"lines\":[«line»]",
          "«view»", "\"visitor_id\":\"v1\",\"action\":\"view\",\"item_id\":\"i1\"",
          "«search»", "\"visitor_id\":\"v1\",\"query\":\"shoes\"",
          "«request»", "\"ip\":\"192.0.2.1\",\"method\":\"GET\",\"path\":\"/\",\"status\":200",
          "«sample»", "\"host\":\"h1\",\"cpu\":12.5",
          "«log»", "\"app\":\"a1\",\"level\":\"ERROR\",\"message\":\"m\"");
  private static final String LINE = "{\"item_id\":\"i1\",\"quantity\":1,\"unit_price\":100}";

  private PoisonTable() {}

  /** One line of the table, whose number is in the event's id. */
  public record Entry(Topic topic, String verdict, String name, byte[] payload) {
    static Entry of(String line, int number) {
      String[] parts = line.split("\\|", 4);
      return new Entry(
          Topic.named(parts[0].strip()).orElseThrow(),
          parts[1].strip(),
          parts[2].strip(),
          bytes(parts[3].strip(), "e" + number));
    }

    @Override
    public String toString() {
      return topic.topicName() + ", " + verdict + ": " + name;
    }
  }

  /** Every line, in order; the events that are accepted have ids of their own. */
  public static List<Entry> entries() {
    try (var in = PoisonTable.class.getResourceAsStream("/poison.txt")) {
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .toList();
      return IntStream.range(0, lines.size()).mapToObj(i -> Entry.of(lines.get(i), i)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String form, String id) {
    String text = form;
    for (var word : WORDS.entrySet()) {
      text = text.replace(word.getKey(), word.getValue());
    }
    text = text.replace("«line»", LINE).replace("«id»", id);
    text =
        TIME.matcher(text)
            .replaceAll(m -> "" + (NOW + (m.group(1) == null ? 0 : Long.parseLong(m.group(1)))));
    text =
        REPEATED
            .matcher(text)
            .replaceAll(
                m -> Matcher.quoteReplacement(m.group(2).repeat(Integer.parseInt(m.group(1)))));
    return raw(text);
  }

  private static byte[] raw(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] parts = text.split("\\\\x", -1);
    out.writeBytes(parts[0].getBytes(StandardCharsets.UTF_8));
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      out.write(Integer.parseInt(part.substring(0, 2), 16));
      out.writeBytes(part.substring(2).getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
