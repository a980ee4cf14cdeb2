package io.daping.batch.privacy;

import static org.apache.spark.sql.functions.col;

import io.daping.common.privacy.KeyRing;
import io.daping.common.privacy.TokenField;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Gathers from silver, bronze and quarantine what is linked with a user id. */
final class PersonSearch {
  private final SparkSession spark;
  private final DeltaTables tables;
  private final KeyRing keys;

  PersonSearch(SparkSession spark, DeltaTables tables, KeyRing keys) {
    this.spark = spark;
    this.tables = tables;
    this.keys = keys;
  }

  Person find(String user) {
    Set<String> none = Set.of();
    Person byId = new Person(user, none, none, none, none, none);
    Person byDevice = linked(byId);
    // Once more: orders of nobody on the person's devices have telephones, too.
    return linked(byDevice);
  }

  private Person linked(Person known) {
    Person found =
        new Person(
            known.user(),
            new TreeSet<>(known.visitors()),
            new TreeSet<>(known.orders()),
            new TreeSet<>(known.phones()),
            new TreeSet<>(known.phoneTokens()),
            new TreeSet<>(known.names()));
    tables.clear().forEach(table -> raw(table, known).forEach(value -> take(value, found)));
    for (String path : tables.paths(spark)) {
      Dataset<Row> rows = spark.read().format("delta").load(path);
      List<String> columns = Arrays.asList(rows.columns());
      if (columns.contains("user_id")) {
        columns(rows, known, "visitor_id", found.visitors());
        columns(rows, known, "order_id", found.orders());
        columns(rows, known, "receiver_phone_token", found.phoneTokens());
      }
    }
    found
        .phones()
        .forEach(p -> found.phoneTokens().addAll(keys.tokens(TokenField.PHONE, p).values()));
    return found;
  }

  /** Devices are linked by the user id alone; from a device no other is reached. */
  private static void columns(Dataset<Row> rows, Person known, String column, Set<String> into) {
    if (Arrays.asList(rows.columns()).contains(column)) {
      Dataset<Row> own =
          column.equals("visitor_id")
              ? rows.where(col("user_id").equalTo(known.user()))
              : rows.where(PersonColumns.owned(rows, known));
      own.select(column)
          .where(col(column).isNotNull())
          .distinct()
          .as(Encoders.STRING())
          .collectAsList()
          .forEach(into::add);
    }
  }

  private List<byte[]> raw(Table table, Person known) {
    return table
        .read(spark)
        .select("value")
        .where(col("value").isNotNull())
        .map((MapFunction<Row, byte[]>) row -> row.getAs(0), Encoders.BINARY())
        .filter((FilterFunction<byte[]>) value -> known.owns(RawRecord.of(value).bearer()))
        .collectAsList();
  }

  private static void take(byte[] value, Person found) {
    RawRecord record = RawRecord.of(value);
    if (found.user().equals(record.field("user_id"))) {
      add(record.field("visitor_id"), found.visitors());
    }
    add(record.field("order_id"), found.orders());
    add(record.phone(), found.phones());
    add(record.field("receiver_name"), found.names());
    add(record.field("receiver_address"), found.names());
  }

  private static void add(String value, Set<String> to) {
    if (value != null) {
      to.add(value);
    }
  }
}
