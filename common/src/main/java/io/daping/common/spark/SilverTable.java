package io.daping.common.spark;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of one topic's accepted events, or of one part of such an event. */
record SilverTable<E>(List<SilverColumn<E>> columns, StructType schema) {
  @SafeVarargs
  @SuppressWarnings("varargs")
  static <E> SilverTable<E> of(SilverColumn<E>... columns) {
    StructType schema = new StructType();
    for (SilverColumn<E> column : columns) {
      schema = schema.add(column.name(), column.type());
    }
    return new SilverTable<>(List.of(columns), schema);
  }

  Row row(E event) {
    return behind(RowFactory.create(), event);
  }

  /** Other columns, then these. */
  StructType behind(StructType others) {
    StructType all = others;
    for (StructField field : schema.fields()) {
      all = all.add(field);
    }
    return all;
  }

  /** Other values, then those of these columns. */
  Row behind(Row others, E event) {
    Object[] values = new Object[others.length() + columns.size()];
    for (int i = 0; i < values.length; i++) {
      int own = i - others.length();
      values[i] = own < 0 ? others.get(i) : columns.get(own).value().apply(event);
    }
    return RowFactory.create(values);
  }
}
