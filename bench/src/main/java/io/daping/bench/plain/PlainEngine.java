package io.daping.bench.plain;

import io.daping.bench.peers.CellName;
import io.daping.bench.peers.CellTable;
import io.daping.bench.peers.Engine;
import io.daping.bench.peers.Tally;
import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A thread a partition parses and adds up; every 50,000 records it adds its part to the totals of
 * all and writes those cells. It keeps nothing: after a fall it begins anew.
 */
public final class PlainEngine implements Engine {
  private final Settings settings;
  private final HBase hbase;
  private final ExecutorService threads;

  public PlainEngine(Settings settings) {
    this.settings = settings;
    this.hbase = HBase.connect(HBase.Target.of(settings));
    this.threads = Executors.newFixedThreadPool(settings.kafka().partitions());
  }

  @Override
  public void run() throws Exception {
    Totals totals = new Totals(new CellTable(hbase, settings));
    List<Future<?>> readers = new ArrayList<>();
    for (int partition = 0; partition < settings.kafka().partitions(); partition++) {
      readers.add(threads.submit(new PartitionReader(settings, partition, totals)));
    }
    for (Future<?> reader : readers) {
      reader.get();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    hbase.close();
  }

  /** The totals of all partitions; one thread at a time. */
  static final class Totals {
    private final CellTable table;
    private final Map<CellName, Tally> totals = new HashMap<>();

    Totals(CellTable table) {
      this.table = table;
    }

    /** Adds a part and writes the cells that it changed. */
    synchronized void add(Map<CellName, Tally> part) {
      Map<CellName, Tally> changed = new HashMap<>(part.size() * 2);
      part.forEach(
          (name, tally) -> {
            Tally total = totals.computeIfAbsent(name, n -> new Tally());
            total.add(tally);
            changed.put(name, total);
          });
      table.write(changed);
    }
  }
}
