package io.daping.common.catalogue;

import java.io.Serializable;

/**
 * What a metric is split by. A fact without a value in the field is in no cell of the dimension.
 *
 * @param id stands in row keys: never given to another dimension
 * @param field the fact column; null for {@code total}, which has one cell a window
 */
public record Dimension(int id, String name, String field) implements Serializable {
  /** The name of the dimension that splits nothing. */
  public static final String TOTAL = "total";

  /** Whether all facts of a window are in one cell. */
  public boolean isTotal() {
    return field == null;
  }
}
