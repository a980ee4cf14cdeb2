package io.daping.streaming.journey;

import io.daping.common.journey.ItemView;
import io.daping.common.journey.SoldLine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Sold lines to the views that they are owed to; what is gone passes. */
record FindViews(Memory memory) implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> lines) {
    return Memory.inRuns(lines, this::owed);
  }

  private List<Row> owed(List<Row> rows) {
    List<Row> owed = new ArrayList<>();
    List<SoldLine> lines = new ArrayList<>();
    for (Row row : rows) {
      if (row.<Boolean>getAs("gone")) {
        owed.add(row);
      } else {
        lines.add(AttributionRows.sold(row));
      }
    }
    List<ItemView> views = memory.store().lastViews(lines);
    for (int i = 0; i < lines.size(); i++) {
      owed.add(AttributionRows.owed(lines.get(i), views.get(i)));
    }
    return owed;
  }
}
