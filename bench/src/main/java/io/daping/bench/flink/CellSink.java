package io.daping.bench.flink;

import io.daping.bench.peers.CellName;
import io.daping.bench.peers.CellTable;
import io.daping.bench.peers.Partial;
import io.daping.bench.peers.Tally;
import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Absolute values to HBase: of each cell the newest, after so many milliseconds or cells, and
 * before each checkpoint. A repetition after a fall writes the same cells anew.
 */
final class CellSink implements Sink<Partial> {
  private static final int MOST_CELLS = 20_000;

  private final FlinkPlan plan;

  CellSink(FlinkPlan plan) {
    this.plan = plan;
  }

  @Override
  public SinkWriter<Partial> createWriter(WriterInitContext context) {
    return new Writer(plan, context.getProcessingTimeService());
  }

  private static final class Writer implements SinkWriter<Partial> {
    private final Map<CellName, Tally> newest = new HashMap<>();
    private final ProcessingTimeService clock;
    private final long intervalMs;
    private final HBase hbase;
    private final CellTable table;

    Writer(FlinkPlan plan, ProcessingTimeService clock) {
      Settings settings = plan.settings();
      this.clock = clock;
      this.intervalMs = plan.flushMs();
      this.hbase = HBase.connect(HBase.Target.of(settings));
      this.table = new CellTable(hbase, settings);
      later();
    }

    @Override
    public void write(Partial total, Context context) {
      newest.put(total.cell(), total.tally());
      if (newest.size() >= MOST_CELLS) {
        flush(false);
      }
    }

    @Override
    public void flush(boolean endOfInput) {
      if (!newest.isEmpty()) {
        table.write(newest);
        newest.clear();
      }
    }

    @Override
    public void close() {
      hbase.close();
    }

    private void later() {
      clock.registerTimer(
          clock.getCurrentProcessingTime() + intervalMs,
          time -> {
            flush(false);
            later();
          });
    }
  }
}
