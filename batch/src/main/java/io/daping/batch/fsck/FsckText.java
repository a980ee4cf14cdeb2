package io.daping.batch.fsck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.batch.run.DayRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of the checks, for people and for programs. */
final class FsckText {
  private FsckText() {}

  /** A line a check, and one a finding. */
  static List<String> lines(List<Outcome> outcomes) {
    List<String> lines = new ArrayList<>();
    for (Outcome o : outcomes) {
      String figures =
          o.figures().entrySet().stream()
              .map(f -> "%,d %s".formatted(f.getValue(), f.getKey()))
              .collect(Collectors.joining(", "));
      String verdict = o.ok() ? "ok" : o.found() + " WRONG";
      lines.add("%-12s %-10s %6.1f s  %s".formatted(o.name(), verdict, o.seconds(), figures));
      o.findings().forEach(finding -> lines.add("  " + finding));
      long more = o.found() - o.findings().size();
      if (more > 0) {
        lines.add("  and %,d more".formatted(more));
      }
      o.remarks().forEach(remark -> lines.add("  (" + remark + ")"));
    }
    return lines;
  }

  /** The run record: how many files, records and so on were looked at, and how many are wrong. */
  static DayRun run(List<Outcome> outcomes) {
    Map<String, Object> detail = new LinkedHashMap<>();
    long rows = 0;
    for (Outcome o : outcomes) {
      detail.put(o.name(), Map.of("found", o.found(), "figures", o.figures()));
      rows += o.figures().getOrDefault("rows", 0L);
    }
    boolean passed = outcomes.stream().allMatch(Outcome::ok);
    return new DayRun(null, passed, rows, null, text(detail));
  }

  /** One document. */
  static String json(List<Outcome> outcomes) {
    List<Map<String, Object>> checks = new ArrayList<>();
    for (Outcome o : outcomes) {
      Map<String, Object> check = new LinkedHashMap<>();
      check.put("name", o.name());
      check.put("ok", o.ok());
      check.put("proves", o.proves());
      check.put("seconds", o.seconds());
      check.put("figures", o.figures());
      check.put("findings", o.findings());
      check.put("found", o.found());
      check.put("remarks", o.remarks());
      checks.add(check);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ok", outcomes.stream().allMatch(Outcome::ok));
    document.put("checks", checks);
    return text(document);
  }

  private static String text(Object document) {
    try {
      return JsonMapper.builder().build().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always JSON", e);
    }
  }
}
