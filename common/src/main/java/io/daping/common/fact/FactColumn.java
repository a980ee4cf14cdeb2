package io.daping.common.fact;

import java.util.function.Function;

/**
 * A column of facts and where its value comes from.
 *
 * @param value gives String, Long or null
 */
record FactColumn<F>(FactField field, Function<F, ?> value) {
  static <F> FactColumn<F> text(String name, Function<F, String> value) {
    return new FactColumn<>(new FactField(name, FactField.Type.TEXT), value);
  }

  static <F> FactColumn<F> number(String name, Function<F, Long> value) {
    return new FactColumn<>(new FactField(name, FactField.Type.LONG), value);
  }
}
