package io.daping.common.fact;

import java.util.ArrayList;
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

  /** Of each fact the columns asked for; the others are null. */
  List<Object[]> rows(E event, boolean[] asked) {
    List<F> facts = split.apply(event);
    List<Object[]> rows = new ArrayList<>(facts.size());
    for (F fact : facts) {
      rows.add(row(fact, asked));
    }
    return rows;
  }

  private Object[] row(F fact, boolean[] asked) {
    Object[] values = new Object[asked.length];
    for (int i = 0; i < values.length; i++) {
      if (asked[i]) {
        values[i] = columns.get(i).value().apply(fact);
      }
    }
    return values;
  }
}
