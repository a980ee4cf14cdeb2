package io.daping.common.event;

import io.daping.common.json.WordList;
import java.util.List;
import java.util.function.Function;

/**
 * The values that a field may have, each under the word by which producers call it.
 *
 * @param values in the words' order
 */
record Choices<E extends Enum<E>>(Class<E> type, WordList words, List<E> values) {
  static <E extends Enum<E>> Choices<E> of(Class<E> type, Function<E, String> word) {
    List<E> values = List.of(type.getEnumConstants());
    return new Choices<>(type, WordList.of(values.stream().map(word).toList()), values);
  }
}
