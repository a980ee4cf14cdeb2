package io.daping.batch.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.daping.batch.DayRange;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Metric;
import io.daping.common.config.Settings;
import io.daping.common.hbase.Seal;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.spark.NightTables;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The seals as they are kept in Delta, which outlives HBase: each is written here once readers see
 * it and its changes are in the restatement log.
 */
public record SealLog(SparkSession spark, Settings settings) {

  /** The last seal of each day of a range that has one. */
  public Map<LocalDate, Seal> latest(DayRange range) {
    return latest(range.holds(col("day")));
  }

  /** The last seal of each day that has one. */
  public SortedMap<LocalDate, Seal> all() {
    return new TreeMap<>(latest(lit(true)));
  }

  private Map<LocalDate, Seal> latest(Column which) {
    Map<LocalDate, Seal> latest = new HashMap<>();
    table()
        .read(spark)
        .where(which)
        .select("day", "timestamp", "catalogue_version", "sealed_at", "digest")
        .orderBy("timestamp")
        .collectAsList()
        .forEach(row -> latest.put(row.getDate(0).toLocalDate(), seal(row)));
    return latest;
  }

  /** What each metric counted, by name, under the last seal of each day that says so. */
  public Map<LocalDate, Map<String, String>> definitions(DayRange range) {
    Map<LocalDate, Map<String, String>> definitions = new HashMap<>();
    for (Row row :
        table()
            .read(spark)
            .where(range.holds(col("day")))
            .select("day", "definitions")
            .orderBy("timestamp")
            .collectAsList()) {
      if (row.isNullAt(1)) {
        definitions.remove(row.getDate(0).toLocalDate());
      } else {
        definitions.put(row.getDate(0).toLocalDate(), row.getJavaMap(1));
      }
    }
    return definitions;
  }

  /** Appends seals, with the definitions of the catalogue if it is theirs. */
  public void append(Collection<Seal> seals, Catalogue catalogue) {
    List<Row> rows = seals.stream().map(seal -> row(seal, catalogue)).toList();
    spark
        .createDataFrame(rows, table().schema())
        .coalesce(1)
        .write()
        .format("delta")
        .mode("append")
        .save(table().path());
  }

  private Table table() {
    return NightTables.of(settings).seals();
  }

  private static Seal seal(Row row) {
    return new Seal(
        row.getDate(0).toLocalDate(),
        row.getLong(1),
        row.getInt(2),
        row.getTimestamp(3).toInstant(),
        row.isNullAt(4) ? null : row.getLong(4));
  }

  private static Row row(Seal seal, Catalogue catalogue) {
    boolean isItsOwn = seal.catalogueVersion() == catalogue.version();
    return RowFactory.create(
        Date.valueOf(seal.day()),
        seal.timestamp(),
        seal.catalogueVersion(),
        Timestamp.from(seal.sealedAt()),
        seal.digest(),
        isItsOwn ? CollectionConverters.asScala(definitions(catalogue)) : null,
        Date.valueOf(seal.day().withDayOfMonth(1)));
  }

  private static Map<String, String> definitions(Catalogue catalogue) {
    return catalogue.metrics().stream().collect(Collectors.toMap(Metric::name, Metric::definition));
  }
}
