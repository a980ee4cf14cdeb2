package io.daping.streaming.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.streaming.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UniqueColumnsTest {
  private static final int ROWS = 1_000;

  private final SparkSession spark = TestSpark.session();

  @TempDir private Path folder;

  /** All rows say the same here, so that Parquet would take a dictionary wherever it may. */
  @Test
  void onlyColumnsThatRepeatAreLookedUpInDictionaries() throws IOException {
    Path table = folder.resolve("table");
    spark
        .range(0, ROWS, 1, 1)
        .selectExpr("'e' event_id", "'v' visitor_id", "binary('{}') value", "7L offset", "1L day")
        .write()
        .format("delta")
        .save(table.toString());
    assertThat(withDictionary(table)).containsExactly("day", "visitor_id");
  }

  private static Set<String> withDictionary(Path table) throws IOException {
    Set<String> columns = new TreeSet<>();
    try (Stream<Path> files = Files.list(table)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        addWithDictionary(file, columns);
      }
    }
    return columns;
  }

  private static void addWithDictionary(Path file, Set<String> columns) throws IOException {
    var input =
        HadoopInputFile.fromPath(
            new org.apache.hadoop.fs.Path(file.toString()), new Configuration());
    try (ParquetFileReader reader = ParquetFileReader.open(input)) {
      for (BlockMetaData block : reader.getFooter().getBlocks()) {
        for (ColumnChunkMetaData column : block.getColumns()) {
          if (column.hasDictionaryPage()) {
            columns.add(column.getPath().toDotString());
          }
        }
      }
    }
  }
}
