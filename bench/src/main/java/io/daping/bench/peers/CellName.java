package io.daping.bench.peers;

import io.daping.common.cell.CellKey;

/**
 * Names a cell of the query set.
 *
 * @param window its start, epoch milliseconds
 * @param value of the slot's dimension; empty for the total
 */
public record CellName(CellSlot slot, long window, String value) {
  /** The same in every process, which an enum's own is not. */
  @Override
  public int hashCode() {
    return (31 * slot.ordinal() + Long.hashCode(window)) * 31 + value.hashCode();
  }

  /** The name under which it is stored. */
  public CellKey key() {
    return new CellKey(slot.source(), slot.dimension(), value, slot.grain(), window);
  }
}
