package io.daping.common.catalogue;

import java.io.Serializable;
import java.util.List;

/**
 * What a metric is split by. A fact without a value in the field is in no cell of the dimension.
 *
 * @param id stands in row keys: never given to another dimension
 * @param field the fact column; null for {@code total}, which has one cell a window
 * @param grains the grains that its cells are kept at: a value that is seen now and then has about
 *     as many cells a minute as events, which is a cost without a use
 * @param cap how many different values of a window have cells of their own at most: those that come
 *     first in the order of {@link Members}; the others are counted together as {@link #OTHER}
 */
public record Dimension(int id, String name, String field, List<Grain> grains, int cap)
    implements Serializable {
  /** The name of the dimension that splits nothing. */
  public static final String TOTAL = "total";

  /** The cell of all values that have none of their own; see {@link #cap}. */
  public static final String OTHER = "__other__";

  private static final int NO_CAP = Integer.MAX_VALUE;

  /** A dimension whose values are known to be few. */
  public Dimension(int id, String name, String field, List<Grain> grains) {
    this(id, name, field, grains, NO_CAP);
  }

  public Dimension {
    grains = List.copyOf(grains);
  }

  /** An id is never given away again; cells are found by it often. */
  @Override
  public boolean equals(Object o) {
    return o instanceof Dimension d && id == d.id;
  }

  @Override
  public int hashCode() {
    return id;
  }

  /** Whether the number of its values is bounded. */
  public boolean isCapped() {
    return cap != NO_CAP;
  }

  /** Whether all facts of a window are in one cell. */
  public boolean isTotal() {
    return field == null;
  }
}
