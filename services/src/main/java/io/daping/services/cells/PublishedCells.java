package io.daping.services.cells;

import io.daping.common.config.Settings;
import io.daping.common.serve.MetricReader;
import java.util.List;

/** An open store of published cells, safe for use by many threads. */
public interface PublishedCells extends AutoCloseable {

  /** Opens the store that the settings name. */
  @FunctionalInterface
  interface Opener {
    PublishedCells open(Settings settings);
  }

  /** The metrics that can be asked for, in the catalogue's order. */
  List<MetricEntry> catalogue();

  MetricReader reader();

  CellDump dump();

  @Override
  void close();
}
