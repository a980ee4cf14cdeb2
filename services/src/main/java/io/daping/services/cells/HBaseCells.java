package io.daping.services.cells;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import io.daping.common.serve.CanonicalDump;
import io.daping.common.serve.HBaseMetricReader;
import io.daping.common.serve.MetricReader;
import java.util.List;

/** The cells that the jobs publish in HBase. Opening it does not wait for HBase to answer. */
public final class HBaseCells implements PublishedCells {
  private final Catalogue catalogue = Catalogue.load();
  private final Settings settings;
  private final HBase hbase;

  private HBaseCells(Settings settings, HBase hbase) {
    this.settings = settings;
    this.hbase = hbase;
  }

  /** The cells of these settings. */
  public static HBaseCells open(Settings settings) {
    return new HBaseCells(settings, HBase.connect(HBase.Target.of(settings)));
  }

  @Override
  public List<MetricEntry> catalogue() {
    return catalogue.metrics().stream().map(MetricEntry::of).toList();
  }

  @Override
  public MetricReader reader() {
    return new HBaseMetricReader(catalogue, settings, hbase);
  }

  @Override
  public CellDump dump() {
    return new CanonicalDump(catalogue, settings, hbase)::write;
  }

  @Override
  public void close() {
    hbase.close();
  }
}
