package io.daping.batch.privacy;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Conditions over tables. They are functions, not SQL with the person's ids in it: Delta writes the
 * condition of each deletion into its log.
 */
final class PersonColumns {
  private PersonColumns() {}

  /** Whether a row is to go. */
  static Column erased(Dataset<Row> rows, Person person) {
    Column[] all = Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new);
    return udf(new RowOfPerson(person), DataTypes.BooleanType).apply(struct(all));
  }

  /** Whether a row with a user id bears the person's, or none and another of the person's marks. */
  static Column owned(Dataset<Row> rows, Person person) {
    Column[] all = Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new);
    UDF1<Row, Boolean> owned = row -> person.owns(RowOfPerson.bearer(row));
    return udf(owned, DataTypes.BooleanType).apply(struct(all));
  }

  /** Whether an order of somebody else goes to the person's telephone. */
  static Column isReceiver(Person person) {
    UDF1<String, Boolean> known = token -> token != null && person.phoneTokens().contains(token);
    return udf(known, DataTypes.BooleanType)
        .apply(col("receiver_phone_token"))
        .and(lit(!person.phoneTokens().isEmpty()));
  }

  /** Whether a column's text speaks of the person. */
  static Column mentioned(String column, Person person) {
    UDF1<String, Boolean> mentioned = text -> text != null && person.isIn(text);
    return udf(mentioned, DataTypes.BooleanType).apply(col(column));
  }
}
