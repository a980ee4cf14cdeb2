package io.daping.streaming.rebuild;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;

/**
 * What a rebuild of the stream's part did.
 *
 * @param batches slices of the log that were counted
 * @param records that bronze has
 * @param erased those of forgotten people, of which only the place is left: they count no more
 * @param cells written, once for each slice that touched one
 * @param unlikeTables accepted events more (or, below 0, less) than silver has; null when bronze
 *     has not all records, so that they cannot be compared
 * @param cutDays days some of whose windows are not made again, for bronze has not all their
 *     records
 */
public record Rebuilt(
    long batches,
    long records,
    long erased,
    long cells,
    Long unlikeTables,
    SortedSet<LocalDate> cutDays) {

  /** For people and programs: names and plain values. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("batches", batches);
    fields.put("records", records);
    fields.put("erased_records", erased);
    fields.put("cells", cells);
    fields.put("unlike_tables", unlikeTables);
    fields.put("days_not_rebuilt", cutDays.stream().map(LocalDate::toString).toList());
    return fields;
  }
}
