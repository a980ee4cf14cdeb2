package io.daping.common.spark;

import io.daping.common.fault.Refusal;
import io.delta.tables.DeltaTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The form that a Delta table must have: a missing table is made, an older one gets the columns
 * that were added since, one of another form is refused.
 *
 * @param partitions columns that the files are split by
 */
record TableForm(String path, StructType schema, List<String> partitions) {
  private static final Logger LOG = LogManager.getLogger(TableForm.class);

  /**
   * After Delta's ten, all tables of the stream would sum their logs up in the same micro-batch,
   * about once a minute. A reader has up to so many small files to read instead.
   */
  private static final String COMMITS_A_CHECKPOINT = "100";

  /**
   * @throws Refusal naming every column that stands against it
   */
  void ensure(SparkSession spark) {
    Snapshot found = DeltaLog.forTableWithSnapshot(spark, path)._2();
    if (found.version() < 0) {
      try {
        make(spark);
        return;
      } catch (ConcurrentModificationException e) {
        // Another process was quicker; what it made is looked at like any other table.
        found = DeltaLog.forTableWithSnapshot(spark, path)._2();
      }
    }
    List<String> wrong = wrong(found);
    if (!wrong.isEmpty()) {
      throw new Refusal(
          "table %s is not as this version of Daping writes it: %s"
              .formatted(path, String.join("; ", wrong)),
          "If another program made it, name another folder in tables.path, or move it away. If a"
              + " newer Daping did, run that one. Else rewrite the table with these columns.");
    }
    addMissing(spark, found.schema());
  }

  private void make(SparkSession spark) {
    Statistics.restrict(DeltaTable.createIfNotExists(spark), schema)
        .location(path)
        .addColumns(schema)
        .partitionedBy(partitions.toArray(String[]::new))
        .property("delta.checkpointInterval", COMMITS_A_CHECKPOINT)
        .execute();
  }

  private List<String> wrong(Snapshot found) {
    List<String> wrong = new ArrayList<>();
    for (StructField column : found.schema().fields()) {
      if (schema.getFieldIndex(column.name()).isEmpty()) {
        wrong.add("column %s (%s) is not known".formatted(column.name(), type(column)));
      } else if (!isSame(column, schema.apply(column.name()))) {
        wrong.add(
            "column %s is %s, must be %s"
                .formatted(column.name(), type(column), type(schema.apply(column.name()))));
      }
    }
    for (StructField column : missing(found.schema())) {
      if (!column.nullable()) {
        wrong.add("column %s (%s) is missing".formatted(column.name(), type(column)));
      }
    }
    List<String> split = CollectionConverters.asJava(found.metadata().partitionColumns());
    if (!split.equals(partitions)) {
      wrong.add("it is partitioned by %s, must be by %s".formatted(split, partitions));
    }
    return wrong;
  }

  /** Where the schema has them: a table that grew is as one that was made now. */
  private void addMissing(SparkSession spark, StructType found) {
    List<StructField> missing = missing(found);
    if (missing.isEmpty()) {
      return;
    }
    for (StructField column : missing) {
      spark.sql(
          "ALTER TABLE delta.`%s` ADD COLUMNS (`%s` %s %s)"
              .formatted(path, column.name(), column.dataType().sql(), place(column)));
    }
    LOG.warn(
        "table {} is of an older version: added {}",
        path,
        missing.stream().map(c -> c.name() + " " + type(c)).collect(Collectors.joining(", ")));
  }

  private String place(StructField column) {
    int at = schema.fieldIndex(column.name());
    return at == 0 ? "FIRST" : "AFTER `" + schema.fields()[at - 1].name() + "`";
  }

  private List<StructField> missing(StructType found) {
    return Arrays.stream(schema.fields())
        .filter(column -> found.getFieldIndex(column.name()).isEmpty())
        .toList();
  }

  private static boolean isSame(StructField one, StructField other) {
    return one.dataType().equals(other.dataType()) && one.nullable() == other.nullable();
  }

  private static String type(StructField column) {
    return column.dataType().sql() + (column.nullable() ? "" : " NOT NULL");
  }
}
