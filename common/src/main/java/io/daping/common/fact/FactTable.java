package io.daping.common.fact;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The facts of one topic.
 *
 * @param <E> the topic's events
 * @param <F> what one fact is made of
 * @param split hands over an event's facts
 */
record FactTable<E, F>(List<FactColumn<F>> columns, BiConsumer<E, Consumer<F>> split) {

  static <E> FactTable<E, E> onePerEvent(List<FactColumn<E>> columns) {
    return new FactTable<>(columns, (event, reader) -> reader.accept(event));
  }

  List<FactField> fields() {
    return columns.stream().map(FactColumn::field).toList();
  }

  /** Hands over of each fact the columns asked for; the others are null. */
  void each(E event, boolean[] asked, Consumer<Object[]> reader) {
    split.accept(event, fact -> reader.accept(row(fact, asked)));
  }

  /** Of one fact the columns asked for; the others are null. */
  Object[] row(F fact, boolean[] asked) {
    Object[] values = new Object[asked.length];
    for (int i = 0; i < values.length; i++) {
      if (asked[i]) {
        values[i] = columns.get(i).value().apply(fact);
      }
    }
    return values;
  }
}
