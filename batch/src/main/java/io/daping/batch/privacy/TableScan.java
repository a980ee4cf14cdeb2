package io.daping.batch.privacy;

import static org.apache.spark.sql.functions.col;

import io.daping.batch.DayRange;
import io.daping.common.config.Settings;
import io.daping.common.privacy.PersonalKind;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.spark.Folders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Looks through every text of the Delta tables but bronze and quarantine. Those hold records as
 * they came, so that they can be repaired and replayed; of them it is asked that their folders are
 * closed to others.
 */
public final class TableScan {
  private final SparkSession spark;
  private final DeltaTables tables;

  public TableScan(SparkSession spark, Settings settings) {
    this.spark = spark;
    this.tables = DeltaTables.of(settings);
  }

  /** All rows. */
  public List<Sighting> everything() {
    return paths().stream().flatMap(path -> look(path, read(path)).stream()).toList();
  }

  /** The rows of some business days; a table that is not split by day has none. */
  public List<Sighting> days(DayRange range) {
    return paths().stream()
        .filter(path -> Arrays.asList(read(path).columns()).contains("day"))
        .flatMap(path -> look(path, read(path).where(range.holds(col("day")))).stream())
        .toList();
  }

  /** The tables of clear text that others can look into. */
  public List<String> open() {
    var conf = spark.sparkContext().hadoopConfiguration();
    return tables.clear().stream()
        .map(Table::path)
        .filter(path -> !Folders.isClosed(path, conf))
        .map(path -> "others can look into " + path + ": run `chmod 700 " + path + "`")
        .toList();
  }

  private List<String> paths() {
    List<String> clear = tables.clear().stream().map(table -> name(table.path())).toList();
    return tables.paths(spark).stream().filter(path -> !clear.contains(name(path))).toList();
  }

  private Dataset<Row> read(String path) {
    return spark.read().format("delta").load(path);
  }

  private static List<Sighting> look(String path, Dataset<Row> rows) {
    Sightings all = new Sightings(name(path));
    rows.mapPartitions(new Look(name(path), rows.schema()), Encoders.row(Look.SIGHTING))
        .toLocalIterator()
        .forEachRemaining(row -> all.add(Look.sighting(name(path), row)));
    return all.all();
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** One partition's rows, in the executors. */
  private record Look(String store, StructType schema) implements MapPartitionsFunction<Row, Row> {
    private static final StructType SIGHTING =
        new StructType()
            .add("column", DataTypes.StringType)
            .add("kind", DataTypes.StringType)
            .add("count", DataTypes.LongType)
            .add("sample", DataTypes.StringType)
            .add("where", DataTypes.StringType);

    /** What tells a row, in any table that has it. */
    private static final List<String> PLACE = List.of("day", "partition", "offset");

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      Sightings seen = new Sightings(store);
      while (rows.hasNext()) {
        Row row = rows.next();
        TextParts.of(row, schema, (column, text) -> seen.look(column, text, () -> place(row)));
      }
      List<Row> result = new ArrayList<>();
      for (Sighting s : seen.all()) {
        result.add(
            RowFactory.create(s.column(), s.kind().name(), s.count(), s.sample(), s.where()));
      }
      return result.iterator();
    }

    private String place(Row row) {
      List<String> names = Arrays.asList(schema.fieldNames());
      return PLACE.stream()
          .filter(names::contains)
          .map(name -> name + " " + row.get(names.indexOf(name)))
          .collect(Collectors.joining(", "));
    }

    private static Sighting sighting(String store, Row row) {
      PersonalKind kind = PersonalKind.valueOf(row.getString(1));
      return new Sighting(
          store, row.getString(0), kind, row.getLong(2), row.getString(3), row.getString(4));
    }
  }
}
