package io.daping.batch.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A scan's result as people and programs read it. */
public final class ScanText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROW = "%-16s %-32s %-10s %8s  %-26s %s";

  private ScanText() {}

  /** A line a column and kind, under a heading. */
  public static List<String> table(List<Sighting> sightings) {
    List<String> lines = new ArrayList<>();
    if (!sightings.isEmpty()) {
      lines.add(ROW.formatted("store", "column", "kind", "count", "first", "where"));
    }
    for (Sighting s : sightings) {
      lines.add(ROW.formatted(s.store(), s.column(), kind(s), s.count(), s.sample(), s.where()));
    }
    return lines;
  }

  static String json(Scan.Result result) throws JsonProcessingException {
    List<Map<String, Object>> found = new ArrayList<>();
    for (Sighting s : result.sightings()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("store", s.store());
      line.put("column", s.column());
      line.put("kind", kind(s));
      line.put("count", s.count());
      line.put("first", s.sample());
      line.put("where", s.where());
      found.add(line);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("found", found);
    json.put("open", result.open());
    return JSON.writeValueAsString(json);
  }

  private static String kind(Sighting s) {
    return s.kind().name().toLowerCase(Locale.ROOT);
  }
}
