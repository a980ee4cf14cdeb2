package io.daping.batch.privacy;

import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** The texts of a row, however deep they stand, each with the name of its column. */
final class TextParts {
  private TextParts() {}

  static void of(Row row, StructType schema, BiConsumer<String, String> reader) {
    for (int i = 0; i < row.length(); i++) {
      walk(schema.fieldNames()[i], row.get(i), reader);
    }
  }

  private static void walk(String column, Object value, BiConsumer<String, String> reader) {
    if (value instanceof String text) {
      reader.accept(column, text);
    } else if (value instanceof byte[] bytes) {
      reader.accept(column, new String(bytes, StandardCharsets.UTF_8));
    } else if (value instanceof Row row) {
      of(row, row.schema(), (name, text) -> reader.accept(column + "." + name, text));
    } else if (value instanceof scala.collection.Map<?, ?> map) {
      CollectionConverters.asJava(map)
          .forEach(
              (key, entry) -> {
                walk(column, key, reader);
                walk(column, entry, reader);
              });
    } else if (value instanceof scala.collection.Iterable<?> entries) {
      CollectionConverters.asJava(entries).forEach(entry -> walk(column, entry, reader));
    }
  }
}
