package io.daping.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** The files of Delta tables, read as they lie on disk, whether a snapshot names them or not. */
final class Parquet {
  private Parquet() {}

  /** All rows of a table's files, each as text of many lines, {@code name: value}. */
  static List<String> rowsOf(Path table) throws IOException {
    List<String> rows = new ArrayList<>();
    for (Path file : files(table)) {
      boolean isData = !file.toString().contains("_delta_log");
      if (isData && file.toString().endsWith(".parquet")) {
        rows.addAll(rows(file));
      }
    }
    return rows;
  }

  static List<String> rows(Path parquet) throws IOException {
    List<String> rows = new ArrayList<>();
    var path = new org.apache.hadoop.fs.Path(parquet.toUri());
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), path).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row.toString());
      }
    }
    return rows;
  }

  /** Every file below a folder; none if it is missing. */
  static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
