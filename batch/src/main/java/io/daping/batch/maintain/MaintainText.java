package io.daping.batch.maintain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.batch.run.DayRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What maintenance has done, for people and for programs. */
final class MaintainText {
  private MaintainText() {}

  /** A line a kind of work, and one for each thing that it did. */
  static List<String> lines(List<UpkeepResult> results) {
    List<String> lines = new ArrayList<>();
    for (UpkeepResult result : results) {
      String figures =
          result.figures().entrySet().stream()
              .map(f -> "%,d %s".formatted(f.getValue(), f.getKey()))
              .collect(Collectors.joining(", "));
      lines.add(
          "%-12s %6.1f s  %s"
              .formatted(
                  result.name(), result.seconds(), figures.isEmpty() ? "nothing due" : figures));
      result.done().forEach(line -> lines.add("  " + line));
    }
    return lines;
  }

  /** Whether nothing that is due was left. */
  static boolean isDone(List<UpkeepResult> results) {
    return results.stream().allMatch(r -> r.left().isEmpty());
  }

  /** The run record: {@code rows} are the records that were deleted. */
  static DayRun run(List<UpkeepResult> results) {
    long rows = results.stream().mapToLong(r -> r.figures().getOrDefault("records", 0L)).sum();
    return new DayRun(null, isDone(results), rows, null, text(results));
  }

  /** One document; of a dry run {@code done} is what would be. */
  static String json(List<UpkeepResult> results, boolean isRehearsal) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ok", isDone(results));
    document.put("dry_run", isRehearsal);
    document.put("work", results);
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
