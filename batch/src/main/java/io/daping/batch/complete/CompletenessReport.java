package io.daping.batch.complete;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.batch.complete.MinuteCount.Landed;
import io.daping.batch.complete.MinuteCount.State;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What {@code completeness} prints. The JSON form is a contract:
 *
 * <pre>{@code
 * {"from": "2026-11-10T16:00:00Z", "to": "2026-11-11T16:00:00Z",
 *  "sent": 100, "landed": 99, "quarantined": 1, "late": 2, "forgotten": 0, "missing": 0,
 *  "surplus": 0, "open": 0,
 *  "minutes": [{"source": "generate@web1/…", "topic": "order", "minute": "2026-11-11T01:23:00Z",
 *    "state": "complete", "sent": 100, "unacknowledged": 0, "landed": 99, "silver": 98, "duplicate": 1,
 *    "late": 2, "quarantined": 1, "forgotten": 0, "unread": 0, "missing": 0, "surplus": 0}]}
 * }</pre>
 *
 * <p>{@code from} and {@code to} bound the minutes of sending, {@code [from, to)}. {@code sent} is
 * null while the producer has not told it. {@code landed} is {@code silver + duplicate}; {@code
 * late} is a part of silver; {@code forgotten} are records of people who were forgotten; {@code
 * unread} waits in Kafka. {@code state} is complete, open, missing or surplus. Of the totals,
 * {@code open} counts minutes, the others records.
 */
record CompletenessReport(Minutes range, List<MinuteCount> minutes) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LINE = "%-44s %-8s %-17s %-8s %9s %9s %11s %7s %9s %7s %8s%n";

  /** Whether nothing lacks and nothing came from nowhere. */
  boolean holds() {
    return total(MinuteCount::missing) == 0 && total(MinuteCount::surplus) == 0;
  }

  /** The part that was sent on a business day. */
  CompletenessReport of(LocalDate day, ZoneId zone) {
    Minutes some = Minutes.of(day, zone);
    List<MinuteCount> sentThen =
        minutes.stream()
            .filter(m -> m.of().minute() >= some.from() && m.of().minute() < some.to())
            .toList();
    return new CompletenessReport(some, sentThen);
  }

  /** Records in silver and duplicates. */
  long landed() {
    return total(m -> m.landed().total());
  }

  /** All totals, without the minutes. */
  String summary() {
    return text(totals());
  }

  String json() {
    Map<String, Object> json = totals();
    json.put("minutes", minutes.stream().map(CompletenessReport::json).toList());
    return text(json);
  }

  private static String text(Map<String, Object> json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always JSON", e);
    }
  }

  private Map<String, Object> totals() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", range.start().toString());
    json.put("to", range.end().toString());
    json.put("sent", total(m -> m.sent() == null ? 0 : m.sent()));
    json.put("landed", landed());
    json.put("quarantined", total(m -> m.landed().quarantined()));
    json.put("late", total(m -> m.landed().late()));
    json.put("forgotten", total(m -> m.landed().forgotten()));
    json.put("missing", total(MinuteCount::missing));
    json.put("surplus", total(MinuteCount::surplus));
    json.put("open", minutes.stream().filter(m -> m.state() == State.OPEN).count());
    return json;
  }

  /** A line a source and topic, and one for each minute that is not complete. */
  String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        LINE.formatted(
            "source",
            "topic",
            "minute",
            "state",
            "sent",
            "landed",
            "quarantined",
            "late",
            "forgotten",
            "unread",
            "missing"));
    Map<String, List<MinuteCount>> groups = new TreeMap<>();
    minutes.forEach(
        m ->
            groups
                .computeIfAbsent(m.of().source() + " " + m.of().topic(), k -> new ArrayList<>())
                .add(m));
    for (List<MinuteCount> group : groups.values()) {
      text.append(summary(group));
      group.stream().filter(m -> m.state() != State.COMPLETE).forEach(m -> text.append(line(m)));
    }
    return text.append(verdict()).toString();
  }

  private String verdict() {
    long open = minutes.stream().filter(m -> m.state() == State.OPEN).count();
    return "%,d sent, %,d missing, %,d more than sent, %,d of %,d minutes open"
        .formatted(
            total(m -> m.sent() == null ? 0 : m.sent()),
            total(MinuteCount::missing),
            total(MinuteCount::surplus),
            open,
            minutes.size());
  }

  private static String summary(List<MinuteCount> group) {
    CompletenessReport all = new CompletenessReport(null, group);
    SourceMinute of = group.get(0).of();
    return LINE.formatted(
        printable(of.source()),
        of.topic(),
        group.size() + " minutes",
        "",
        all.total(m -> m.sent() == null ? 0 : m.sent()),
        all.total(m -> m.landed().total()),
        all.total(m -> m.landed().quarantined()),
        all.total(m -> m.landed().late()),
        all.total(m -> m.landed().forgotten()),
        all.total(MinuteCount::unread),
        all.total(MinuteCount::missing));
  }

  private static String line(MinuteCount m) {
    return LINE.formatted(
        "",
        "",
        Minutes.instant(m.of().minute()).toString().substring(0, 16) + "Z",
        state(m),
        m.sent() == null ? "?" : m.sent(),
        m.landed().total(),
        m.landed().quarantined(),
        m.landed().late(),
        m.landed().forgotten(),
        m.unread(),
        m.missing());
  }

  private static Map<String, Object> json(MinuteCount m) {
    Landed landed = m.landed();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", m.of().source());
    json.put("topic", m.of().topic());
    json.put("minute", Minutes.instant(m.of().minute()).toString());
    json.put("state", state(m));
    json.put("sent", m.sent());
    json.put("unacknowledged", m.unacknowledged());
    json.put("landed", landed.total());
    json.put("silver", landed.silver());
    json.put("duplicate", landed.duplicate());
    json.put("late", landed.late());
    json.put("quarantined", landed.quarantined());
    json.put("forgotten", landed.forgotten());
    json.put("unread", m.unread());
    json.put("missing", m.missing());
    json.put("surplus", m.surplus());
    return json;
  }

  private static String state(MinuteCount m) {
    return m.state().name().toLowerCase(Locale.ROOT);
  }

  /** A source is what a header says: anyone's text. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }

  private long total(ToLongFunction<MinuteCount> count) {
    return minutes.stream().mapToLong(count).sum();
  }
}
