package io.daping.services.errors;

import io.daping.common.error.ErrorGroup;
import io.daping.common.error.Sample;
import io.daping.services.answer.AlignedText;
import io.daping.services.answer.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the verb prints. The JSON forms are a contract. */
final class Printed {
  private static final List<String> HEAD =
      List.of("fingerprint", "status", "app", "count", "first seen", "last seen", "title");

  private Printed() {}

  static String table(List<Standing> groups) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    groups.forEach(g -> lines.add(line(g)));
    return AlignedText.of(lines, "lllrlll");
  }

  static String json(List<Standing> groups) {
    return Json.text(groups.stream().map(Printed::fields).toList());
  }

  static String json(Standing standing) {
    Map<String, Object> fields = fields(standing);
    Map<String, Long> hours = new LinkedHashMap<>();
    standing.group().hours().forEach((hour, errors) -> hours.put(time(hour), errors));
    fields.put("hours", hours);
    Sample sample = standing.group().sample();
    fields.put("sample", sample == null ? null : sample(sample));
    return Json.text(fields);
  }

  static String text(Standing standing) {
    List<List<String>> lines = new ArrayList<>();
    fields(standing).forEach((name, value) -> lines.add(List.of(name, String.valueOf(value))));
    return AlignedText.of(lines, "ll") + sampleText(standing.group().sample());
  }

  static String json(Regrouping regrouping) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("before", regrouping.before().stream().map(Printed::counted).toList());
    fields.put("after", regrouping.after().stream().map(Printed::counted).toList());
    return Json.text(fields);
  }

  static String text(Regrouping regrouping) {
    List<List<String>> lines = new ArrayList<>();
    regrouping.before().forEach(group -> lines.add(changed("-", group)));
    regrouping.after().forEach(group -> lines.add(changed("+", group)));
    return AlignedText.of(lines, "llrl");
  }

  private static List<String> line(Standing g) {
    ErrorGroup group = g.group();
    return List.of(
        group.fingerprint(),
        g.status().code(),
        group.app(),
        Long.toString(group.count()),
        time(group.firstSeen()),
        time(group.lastSeen()),
        group.title());
  }

  private static Map<String, Object> fields(Standing standing) {
    ErrorGroup group = standing.group();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("fingerprint", group.fingerprint());
    fields.put("app", group.app());
    fields.put("status", standing.status().code());
    fields.put("title", group.title());
    fields.put("count", group.count());
    fields.put("first_seen", time(group.firstSeen()));
    fields.put("last_seen", time(group.lastSeen()));
    fields.put("hosts", group.hosts().values());
    fields.put("more_hosts", group.hosts().hasMore());
    fields.put("releases", List.copyOf(group.releases().keySet()));
    fields.put("fixed_in", standing.mark().fixedIn());
    fields.put("members", standing.members());
    return fields;
  }

  private static Map<String, Object> sample(Sample sample) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event_id", sample.eventId());
    fields.put("event_time", time(sample.time()));
    fields.put("level", sample.level());
    fields.put("host", sample.host());
    fields.put("thread", sample.thread());
    fields.put("logger", sample.text().logger());
    fields.put("release", sample.release());
    fields.put("trace_id", sample.traceId());
    fields.put("message", sample.text().message());
    fields.put("exception_type", sample.text().type());
    fields.put("exception_message", sample.text().typeMessage());
    fields.put("stack", sample.text().stack());
    return fields;
  }

  /** For a terminal: without characters that would steer it. */
  private static String sampleText(Sample sample) {
    if (sample == null) {
      return "\nThe sample was erased; the next error brings another.\n";
    }
    String stack = sample.text().stack() == null ? "" : sample.text().stack();
    return ("\n%s %s %s\n%s\n%s"
            .formatted(
                time(sample.time()),
                sample.level(),
                sample.eventId(),
                sample.text().message(),
                stack))
        .replaceAll("[\\p{C}&&[^\\n\\t]]", "?");
  }

  private static Map<String, Object> counted(ErrorGroup group) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("fingerprint", group.fingerprint());
    fields.put("count", group.count());
    fields.put("title", group.title());
    return fields;
  }

  private static List<String> changed(String sign, ErrorGroup group) {
    return List.of(sign, group.fingerprint(), Long.toString(group.count()), group.title());
  }

  private static String time(long time) {
    return Instant.ofEpochMilli(time).toString();
  }
}
