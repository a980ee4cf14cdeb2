package io.daping.common.spark;

import io.delta.tables.DeltaTableBuilder;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/**
 * Of which columns Delta may keep the least and greatest value of each file. It keeps them in its
 * log, and keeps them there when the rows are gone: so only of columns that name nobody.
 */
final class Statistics {
  private static final Set<String> NAME_NOBODY =
      Set.of(
          "partition",
          "offset",
          "record_time",
          "event_time",
          "order_time",
          "view_time",
          "window_start",
          "valid_from",
          "valid_to",
          "repaired_time",
          "forgotten");

  private Statistics() {}

  /** The same table to be, with statistics of such columns alone. */
  static DeltaTableBuilder restrict(DeltaTableBuilder table, StructType schema) {
    String columns =
        Arrays.stream(schema.fieldNames())
            .filter(NAME_NOBODY::contains)
            .collect(Collectors.joining(","));
    return columns.isEmpty()
        ? table.property("delta.dataSkippingNumIndexedCols", "0")
        : table.property("delta.dataSkippingStatsColumns", columns);
  }
}
