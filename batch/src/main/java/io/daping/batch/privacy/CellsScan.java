package io.daping.batch.privacy;

import io.daping.common.hbase.EveryCell;
import io.daping.common.hbase.HBase;
import io.daping.common.privacy.Redaction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks through the row, column and value of every cell in HBase. */
final class CellsScan {
  private final HBase hbase;

  CellsScan(HBase hbase) {
    this.hbase = hbase;
  }

  List<Sighting> everything() {
    Map<String, Sightings> tables = new TreeMap<>();
    new EveryCell(hbase)
        .forEach(
            part ->
                tables
                    .computeIfAbsent(part.table(), name -> new Sightings("hbase " + name))
                    .look(part.part(), part.bytes(), () -> "row " + row(part.row())));
    return tables.values().stream().flatMap(seen -> seen.all().stream()).toList();
  }

  /** A row's key may itself be what was found. */
  private static String row(String row) {
    return Redaction.redact(row);
  }
}
