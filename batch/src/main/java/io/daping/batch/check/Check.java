package io.daping.batch.check;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A rule that every publishable day keeps. */
interface Check {
  /** The rule's name, e.g. {@code unique}. */
  String name();

  /** Columns {@code day} and {@code what}: a row a breach, in words. */
  Dataset<Row> breaches(Checked checked);
}
