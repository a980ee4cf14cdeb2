package io.daping.bench.decisions;

import io.daping.common.cell.CellCodec;
import io.daping.common.event.Event;
import io.daping.common.event.Intake;
import io.daping.common.event.Verdict;
import io.daping.streaming.judge.KafkaRecord;
import io.daping.streaming.metrics.FactCounter;
import io.daping.streaming.metrics.MetricsPlan;
import io.daping.streaming.metrics.Rollup;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Counts one Kafka partition of a micro-batch into partial cells; no memory of earlier events. */
record PartialCells(MetricsPlan plan, Intake intake) implements MapPartitionsFunction<Row, Row> {
  /** {@code key}: ordinal of the grain, then the row in the store. {@code cell}: encoded. */
  static final StructType SCHEMA =
      new StructType().add("key", DataTypes.BinaryType).add("cell", DataTypes.BinaryType);

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    FactCounter counter = null;
    while (rows.hasNext()) {
      KafkaRecord r = Lab.record(rows.next());
      if (counter == null) {
        counter = new FactCounter(plan.topics().get(r.topic().ordinal()), plan);
      }
      if (intake.judge(r.topic(), r.value(), r.recordTime()) instanceof Verdict.Accepted a) {
        Event event = a.event();
        counter.count(event, 1);
      }
    }
    List<Row> partials = new ArrayList<>();
    if (counter != null) {
      Rollup rollup = new Rollup(plan);
      rollup.add(counter);
      rollup
          .cells()
          .values()
          .forEach(
              cells ->
                  cells.forEach(
                      (key, cell) -> {
                        byte[] row = plan.keys().row(key);
                        byte[] grained = new byte[row.length + 1];
                        grained[0] = (byte) key.grain().ordinal();
                        System.arraycopy(row, 0, grained, 1, row.length);
                        partials.add(RowFactory.create(grained, CellCodec.encode(cell)));
                      }));
    }
    return partials.iterator();
  }
}
