package io.daping.streaming.metrics;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.CellRange;
import io.daping.common.fact.Source;

/** One window of one dimension: all its cells of a grain are of one topic and one time. */
record Window(Source source, Dimension dimension, long start) {
  /** The window that a cell is in. */
  static Window of(CellKey key) {
    return new Window(key.source(), key.dimension(), key.window());
  }

  /** A window of a source, whatever it is split by. */
  record Span(Source source, long start) {}

  Span span() {
    return new Span(source, start);
  }

  CellKey cell(String value, Grain grain) {
    return new CellKey(source, dimension, value, grain, start);
  }

  /** What a scan of the window asks for. */
  CellRange range(Grain grain) {
    return new CellRange(source, dimension, grain, start, start + 1);
  }
}
