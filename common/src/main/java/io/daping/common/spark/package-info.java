/**
 * The common words in Spark's form: sessions, schemas, Delta tables, and the check of the
 * catalogue's SQL. Only jobs use it; the services run without Spark.
 */
package io.daping.common.spark;
