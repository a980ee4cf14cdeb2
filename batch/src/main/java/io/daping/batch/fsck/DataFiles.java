package io.daping.batch.fsck;

import io.daping.batch.store.StoredTable;
import io.daping.batch.store.StoredTable.DataFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Every data file that the newest versions of the tables name, in one job. */
record DataFiles(SparkSession spark, List<String> tables) implements Check {
  private static final int TASKS_PER_CORE = 4;

  @Override
  public String name() {
    return "files";
  }

  @Override
  public String proves() {
    return "every file that a table's newest version names is there, can be read to its last page,"
        + " and has as many rows as the log says";
  }

  @Override
  public void look(Findings found) {
    List<DataFile> files = new ArrayList<>();
    tables.forEach(table -> list(new StoredTable(spark, table), files, found));
    // Neighbours are alike: the large ones go to many tasks.
    Collections.shuffle(files, new Random(1));
    for (FileReading reading : read(files)) {
      found.figure("files", 1);
      found.figure("rows", reading.rows());
      found.figure("bytes", reading.bytes());
      found.figure("pages", reading.pages());
      reading.problem().ifPresent(found::add);
    }
  }

  /** A table that cannot be listed does not hide the others. */
  private static void list(StoredTable table, List<DataFile> files, Findings found) {
    try {
      files.addAll(table.files());
    } catch (Exception e) {
      found.add("the files of %s cannot be listed: %s".formatted(table.path(), Fsck.text(e)));
    }
  }

  private List<FileReading> read(List<DataFile> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var hadoop = context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    int slices = Math.min(files.size(), TASKS_PER_CORE * context.defaultParallelism());
    return context
        .parallelize(files, slices)
        .map(file -> FileReading.of(file, hadoop.value().value()))
        .collect();
  }
}
