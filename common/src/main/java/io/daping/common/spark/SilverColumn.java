package io.daping.common.spark;

import java.util.function.Function;
import org.apache.spark.sql.types.DataType;

/**
 * A column of silver and where its value comes from.
 *
 * @param <E> the topic's events
 */
record SilverColumn<E>(String name, DataType type, Function<E, Object> value) {
  static <E> SilverColumn<E> column(String name, DataType type, Function<E, Object> value) {
    return new SilverColumn<>(name, type, value);
  }
}
