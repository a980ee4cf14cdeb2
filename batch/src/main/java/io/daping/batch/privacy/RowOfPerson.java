package io.daping.batch.privacy;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/** Whether a row of a Delta table, given as a struct of all its columns, is a person's. */
record RowOfPerson(Person person) implements UDF1<Row, Boolean> {
  @Override
  public Boolean call(Row row) {
    return isRaw(row) ? RawRecord.of(row.getAs("value")).isOf(person) : isPersons(row);
  }

  private static boolean isRaw(Row row) {
    return has(row, "value") && has(row, "key") && has(row, "topic");
  }

  private boolean isPersons(Row row) {
    Person.Bearer bearer = bearer(row);
    return person.owns(bearer) || (bearer.user() == null && isMentioned(row));
  }

  /** The marks of a row of any table that is not raw. */
  static Person.Bearer bearer(Row row) {
    return new Person.Bearer(
        text(row, "user_id"),
        text(row, "visitor_id"),
        text(row, "order_id"),
        text(row, "receiver_phone_token"));
  }

  private boolean isMentioned(Row row) {
    List<String> texts = new ArrayList<>();
    TextParts.of(row, row.schema(), (column, text) -> texts.add(text));
    return texts.stream().anyMatch(person::isIn);
  }

  private static String text(Row row, String column) {
    return has(row, column) && row.getAs(column) instanceof String text ? text : null;
  }

  private static boolean has(Row row, String column) {
    return row.schema().getFieldIndex(column).isDefined();
  }
}
