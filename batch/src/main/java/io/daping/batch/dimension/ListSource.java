package io.daping.batch.dimension;

import io.daping.common.fault.Failure;
import io.delta.tables.DeltaTable;
import java.io.CharConversionException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Where a list is: a Delta table, or a file of CSV or JSON lines, either gzipped; any Hadoop path.
 */
record ListSource(SparkSession spark, String path) {

  /**
   * @throws Failure when there is no list of a known form
   */
  void read(Consumer<ListEntry> entries, BadList bad) {
    if (DeltaTable.isDeltaTable(spark, path)) {
      table(entries);
      return;
    }
    String name = path.replaceFirst("\\.gz$", "");
    try (InputStream in = open()) {
      if (name.endsWith(".csv")) {
        ListFile.csv(in, entries, bad);
      } else if (name.matches(".*\\.(jsonl|ndjson|json)")) {
        ListFile.json(in, entries, bad);
      } else {
        throw new Failure(
            path
                + " is neither a Delta table nor a file .csv, .jsonl or .ndjson, each with .gz or without");
      }
    } catch (FileNotFoundException e) {
      throw new Failure("there is no file " + path, e);
    } catch (CharacterCodingException | CharConversionException e) {
      throw new Failure(path + " is not UTF-8: save it as UTF-8 and load it again", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private InputStream open() throws IOException {
    Path file = new Path(path);
    InputStream in = file.getFileSystem(spark.sparkContext().hadoopConfiguration()).open(file);
    return path.endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private void table(Consumer<ListEntry> entries) {
    Dataset<Row> table = spark.read().format("delta").load(path);
    String[] names = table.columns();
    Iterator<Row> rows = table.select(texts(table.schema())).toLocalIterator();
    for (long number = 1; rows.hasNext(); number++) {
      Row row = rows.next();
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < names.length; i++) {
        if (row.getString(i) != null && !row.getString(i).isEmpty()) {
          values.put(names[i], row.getString(i));
        }
      }
      entries.accept(new ListEntry(number, values));
    }
  }

  /** As JSON lines would write them: times as instants, what is nested as JSON. */
  private static Column[] texts(StructType schema) {
    return Arrays.stream(schema.fields()).map(ListSource::text).toArray(Column[]::new);
  }

  private static Column text(StructField field) {
    Column value = functions.col("`" + field.name() + "`");
    return switch (field.dataType().typeName()) {
      case "timestamp" -> functions.unix_millis(value).cast("string");
      case "struct", "array", "map" -> functions.to_json(value);
      default -> value.cast("string");
    };
  }
}
