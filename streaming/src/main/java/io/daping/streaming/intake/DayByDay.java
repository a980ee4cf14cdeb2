package io.daping.streaming.intake;

import com.google.common.collect.Iterables;
import com.google.common.collect.Iterators;
import io.daping.common.spark.DeltaTables.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.UnknownPartitioning;
import org.apache.spark.sql.execution.LogicalRDD;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows of a table in the order that its writer needs, a file's day after another, and told so to
 * Spark, which otherwise copies and sorts all of them, though nearly all are of one day.
 */
final class DayByDay {
  private DayByDay() {}

  /** The rows of each partition, day by day. */
  static Dataset<Row> of(SparkSession spark, JavaRDD<Row> rows, Table table) {
    int day = table.schema().fieldIndex(table.dayColumn());
    Dataset<Row> ordered =
        spark.createDataFrame(rows.mapPartitions(some -> ordered(some, day)), table.schema());
    Seq<Attribute> columns = ordered.queryExecution().analyzed().output();
    RDD<InternalRow> internal = ordered.queryExecution().toRdd();
    var session = (org.apache.spark.sql.classic.SparkSession) spark;
    return org.apache.spark.sql.classic.Dataset$.MODULE$.ofRows(
        session,
        new LogicalRDD(
            columns,
            internal,
            new UnknownPartitioning(0),
            seq(List.of(ascending(columns.apply(day)))),
            false,
            Option.empty(),
            session,
            Option.empty(),
            Option.empty()));
  }

  /** The day of the first row as it comes, for most rows are of it, then each other day. */
  static Iterator<Row> ordered(Iterator<Row> rows, int day) {
    if (!rows.hasNext()) {
      return rows;
    }
    Row first = rows.next();
    Map<Object, List<Row>> others = new TreeMap<>();
    Iterator<Row> ofFirst =
        Iterators.filter(
            rows,
            row -> {
              boolean isOfFirst = row.get(day).equals(first.get(day));
              if (!isOfFirst) {
                others.computeIfAbsent(row.get(day), d -> new ArrayList<>()).add(row);
              }
              return isOfFirst;
            });
    List<Supplier<Iterator<Row>>> days =
        List.of(
            () -> Iterators.singletonIterator(first),
            () -> ofFirst,
            () -> Iterables.concat(others.values()).iterator());
    return Iterators.concat(Iterators.transform(days.iterator(), Supplier::get));
  }

  private static SortOrder ascending(Attribute column) {
    Ascending$ ascending = Ascending$.MODULE$;
    return new SortOrder(column, ascending, ascending.defaultNullOrdering(), seq(List.of()));
  }

  private static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
