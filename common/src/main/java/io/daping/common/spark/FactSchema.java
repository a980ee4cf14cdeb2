package io.daping.common.spark;

import io.daping.common.catalogue.BadCatalogue;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Metric;
import io.daping.common.fact.FactField;
import io.daping.common.fact.Facts;
import io.daping.common.fact.NightFacts;
import io.daping.common.fact.Source;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of facts in Spark's types, and the check that the catalogue's SQL fits them. */
public final class FactSchema {
  private FactSchema() {}

  /** The columns that expressions of a source's metrics may name. */
  public static StructType of(Source source) {
    return of(Facts.fields(source));
  }

  /** The columns that expressions over the night's facts may name. */
  public static StructType of(NightFacts facts) {
    return of(facts.fields());
  }

  /** No facts at all, for compiling expressions against. */
  public static Dataset<Row> empty(SparkSession spark, Source source) {
    return empty(spark, of(source));
  }

  /**
   * Compiles every expression of the catalogue.
   *
   * @throws BadCatalogue naming each metric whose SQL does not compile
   */
  public static void check(SparkSession spark, Catalogue catalogue) {
    List<String> problems = new ArrayList<>();
    for (Metric metric : catalogue.metrics()) {
      try {
        empty(spark, of(metric.factFields()))
            .select(functions.expr(metric.contribution()))
            .schema();
      } catch (Exception e) {
        // AnalysisException and ParseException are checked, and Scala does not declare them.
        problems.add("metric " + metric.name() + ": " + firstLine(e));
      }
    }
    if (!problems.isEmpty()) {
      throw new BadCatalogue(problems);
    }
  }

  private static StructType of(List<FactField> fields) {
    StructType schema = new StructType();
    for (FactField field : fields) {
      schema = schema.add(field.name(), type(field));
    }
    return schema;
  }

  private static Dataset<Row> empty(SparkSession spark, StructType schema) {
    return spark.createDataFrame(
        spark.sparkContext().emptyRDD(scala.reflect.ClassTag$.MODULE$.apply(Row.class)), schema);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }

  private static DataType type(FactField field) {
    return switch (field.type()) {
      case TEXT -> DataTypes.StringType;
      case LONG -> DataTypes.LongType;
    };
  }
}
