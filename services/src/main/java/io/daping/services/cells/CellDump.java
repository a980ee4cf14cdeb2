package io.daping.services.cells;

import io.daping.common.serve.Layer;
import java.io.IOException;

/** Writes every published cell of a layer. */
@FunctionalInterface
public interface CellDump {
  /**
   * Lines of metric, grain, window start, dimension name, dimension, value, separated by tabs,
   * sorted bytewise: the same cells are the same bytes.
   */
  void write(Layer layer, Appendable out) throws IOException;
}
