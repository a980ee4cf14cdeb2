package io.daping.common.cell;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.fact.Source;

/**
 * Names one cell: all metrics of a source for one value of one dimension in one window.
 *
 * @param value the dimension's value; empty for {@code total}
 * @param window the window's start, epoch milliseconds
 */
public record CellKey(Source source, Dimension dimension, String value, Grain grain, long window) {
  private static final int GOLDEN = 0x9E3779B9;

  /**
   * Spread over the upper bits: windows are whole minutes, so the last bits say little, and Java's
   * maps put the upper half upon the lower.
   */
  @Override
  public int hashCode() {
    int place = (source.ordinal() * 64 + dimension.id()) * 4 + grain.ordinal();
    int hash = (value.hashCode() * 31 + place) * 31 + Long.hashCode(window);
    return hash * GOLDEN;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CellKey key
        && window == key.window
        && grain == key.grain
        && source == key.source
        && dimension.id() == key.dimension.id()
        && value.equals(key.value);
  }
}
