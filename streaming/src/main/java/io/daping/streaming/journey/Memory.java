package io.daping.streaming.journey;

import com.google.common.collect.Iterators;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.JourneyStore;
import io.daping.common.hbase.SharedHBase;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * Where tasks of a micro-batch find what attribution remembers. Travels to the executors.
 *
 * @param timestamp of every cell that the micro-batch writes
 */
record Memory(HBase.Target hbase, long timestamp) implements Serializable {
  private static final int RUN = 1_000;

  JourneyStore store() {
    return new JourneyStore(SharedHBase.of(hbase));
  }

  /** Takes rows in runs that are worth a round trip and fit in memory. */
  static Iterator<Row> inRuns(Iterator<Row> rows, Function<List<Row>, List<Row>> step) {
    return Iterators.concat(
        Iterators.transform(Iterators.partition(rows, RUN), run -> step.apply(run).iterator()));
  }
}
