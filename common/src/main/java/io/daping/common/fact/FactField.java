package io.daping.common.fact;

/** A column of facts: what expressions of the catalogue may name. */
public record FactField(String name, Type type) {

  /** The types that facts need. */
  public enum Type {
    TEXT,
    LONG
  }
}
