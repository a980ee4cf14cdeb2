package io.daping.streaming.journey;

import com.google.common.collect.Iterators;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Row;

/** Puts views where later and earlier payments find them. */
record RememberViews(Memory memory) implements ForeachPartitionFunction<Row> {
  private static final int RUN = 2_000;

  @Override
  public void call(Iterator<Row> views) {
    Iterator<List<Row>> runs = Iterators.partition(views, RUN);
    while (runs.hasNext()) {
      memory
          .store()
          .addViews(memory.timestamp(), runs.next().stream().map(AttributionRows::view).toList());
    }
  }
}
