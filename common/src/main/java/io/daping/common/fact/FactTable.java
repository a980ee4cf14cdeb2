package io.daping.common.fact;

import java.util.List;
import java.util.function.Function;

/**
 * The facts of one topic.
 *
 * @param <E> the topic's events
 * @param <F> what one fact is made of
 * @param split an event's facts
 */
record FactTable<E, F>(List<FactColumn<F>> columns, Function<E, List<F>> split) {

  static <E> FactTable<E, E> onePerEvent(List<FactColumn<E>> columns) {
    return new FactTable<>(columns, List::of);
  }

  List<FactField> fields() {
    return columns.stream().map(FactColumn::field).toList();
  }

  List<Object[]> rows(E event) {
    return split.apply(event).stream().map(this::row).toList();
  }

  private Object[] row(F fact) {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).value().apply(fact);
    }
    return values;
  }
}
