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
 */
public record Dimension(int id, String name, String field, List<Grain> grains)
    implements Serializable {
  /** The name of the dimension that splits nothing. */
  public static final String TOTAL = "total";

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

  /** Whether all facts of a window are in one cell. */
  public boolean isTotal() {
    return field == null;
  }
}
