package io.daping.batch.privacy;

import static org.apache.spark.sql.functions.lit;

import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.Folders;
import io.delta.tables.DeltaTable;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Console;

/**
 * The Delta tables, whoever made them. A row is deleted, files of marked rows are rewritten, and
 * files that no snapshot of now needs are removed at once: history ends where a person is
 * forgotten. Of a gift that somebody else sent, the receiver's columns are emptied. Of a record in
 * bronze the place stays, so that it is known that something came and was forgotten.
 *
 * @param days gets the business days of silver whose rows went
 */
record ForgetTables(SparkSession spark, DeltaTables tables, TreeSet<Date> days)
    implements Forgetting {
  private static final String RECEIVER = "receiver_phone_token";
  private static final String ERASED = "is_erased";

  /** What is left of a record. */
  private static final Map<String, Column> EMPTY =
      Map.of("key", lit(null).cast("binary"), "value", lit(null).cast("binary"), ERASED, lit(true));

  @Override
  public String store() {
    return "tables";
  }

  @Override
  public long erase(Person person) {
    long rows = 0;
    for (String path : tables.paths(spark)) {
      rows += erase(path, person);
      if (new TablePast(spark, path).isThere()) {
        spark.sql("REORG TABLE delta.`" + path + "` APPLY (PURGE)");
        // It tells on standard output what it did; that is for results.
        Console.withOut(System.err, () -> spark.sql("VACUUM delta.`" + path + "` RETAIN 0 HOURS"));
      }
    }
    return rows;
  }

  private long erase(String path, Person person) {
    DeltaTable table = DeltaTable.forPath(spark, path);
    Dataset<Row> rows = table.toDF();
    Column erased = PersonColumns.erased(rows, person);
    Dataset<Row> going = rows.where(erased);
    List<String> columns = Arrays.asList(rows.columns());
    if (columns.contains("event_time") && columns.contains("day")) {
      going.select("day").distinct().collectAsList().forEach(day -> days.add(day.getDate(0)));
    }
    long count = going.count();
    if (count > 0 && columns.contains(ERASED)) {
      table.update(erased, EMPTY);
    } else if (count > 0) {
      table.delete(erased);
    }
    return columns.contains(RECEIVER) ? count + emptyGifts(table, person) : count;
  }

  /** Orders of the person are gone by now. */
  private static long emptyGifts(DeltaTable table, Person person) {
    Column isGift = PersonColumns.isReceiver(person);
    long gifts = table.toDF().where(isGift).count();
    if (gifts > 0) {
      Map<String, Column> nothing = new LinkedHashMap<>();
      for (String column : table.toDF().columns()) {
        if (column.startsWith("receiver_") || column.equals("pii_key_id")) {
          nothing.put(column, lit(null).cast("string"));
        }
      }
      table.update(isGift, nothing);
    }
    return gifts;
  }

  /** Reads every data file, also those that no snapshot names, and the log. */
  @Override
  public List<String> remains(Person person) {
    List<String> found = new ArrayList<>();
    for (String path : tables.paths(spark)) {
      Dataset<Row> rows = spark.read().format("delta").load(path);
      Dataset<Row> files =
          spark
              .read()
              .schema(rows.schema())
              .option("recursiveFileLookup", "true")
              // Marks of deleted rows lie beside them; they are numbers.
              .option("pathGlobFilter", "*.parquet")
              .parquet(path);
      long left = files.where(PersonColumns.erased(files, person)).count();
      if (left > 0) {
        found.add(left + " rows in files of " + path);
      }
      found.addAll(inLog(path + "/_delta_log", person));
    }
    return found;
  }

  private List<String> inLog(String log, Person person) {
    List<String> commits = Folders.files(log, ".json", spark.sparkContext().hadoopConfiguration());
    long lines =
        spark
            .read()
            .text(commits.toArray(String[]::new))
            .where(PersonColumns.mentioned("value", person))
            .count();
    return lines == 0
        ? List.of()
        : List.of(
            lines
                + " lines of "
                + log
                + ": a table made before its statistics were restricted; see docs/operations.md");
  }
}
