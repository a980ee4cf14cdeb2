package io.daping.common.spark;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.daping.common.config.Settings;
import io.delta.tables.DeltaTable;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What is known of items and of users, and since when: slowly changing, every version kept (type
 * 2). Columns: the key, the attributes, {@code more} (what a list had beyond them), {@code
 * valid_from}, {@code valid_to} (exclusive; null for now) and {@code version}, counted from 1 for
 * each key. At any time a key has one version at most.
 */
public enum DimensionTable {
  ITEM(
      "item_id",
      column("name"),
      column("shop_id"),
      column("brand"),
      column("category_id"),
      // In minor units of the currency.
      column("list_price", LongType),
      column("currency")),
  USER(
      "user_id",
      column("level"),
      column("province"),
      column("registered_at", TimestampType),
      column("gender"),
      column("birth_year", IntegerType));

  /** The column of all that a list says beyond the known attributes. */
  public static final String MORE = "more";

  private final String key;
  private final List<StructField> attributes;

  DimensionTable(String key, StructField... attributes) {
    this.key = key;
    this.attributes = List.of(attributes);
  }

  private static StructField column(String name) {
    return column(name, StringType);
  }

  private static StructField column(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }

  /** As commands and tables name it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column that names the item or user. */
  public String key() {
    return key;
  }

  /** What may be known, all of it optional. */
  public List<StructField> attributes() {
    return attributes;
  }

  /** A list's columns: the key, the attributes and {@link #MORE}. */
  public StructType listSchema() {
    StructType schema = new StructType().add(key, StringType, false);
    for (StructField attribute : attributes) {
      schema = schema.add(attribute);
    }
    return schema.add(MORE, DataTypes.createMapType(StringType, StringType));
  }

  /** The table's columns. */
  public StructType schema() {
    return listSchema()
        .add("valid_from", TimestampType)
        .add("valid_to", TimestampType)
        .add("version", IntegerType);
  }

  /** Where the table is. */
  public String path(Settings settings) {
    return settings.tables().path() + "/dim_" + code();
  }

  /** Makes the table if it is missing, and the columns that an older version's has not. */
  public void create(SparkSession spark, Settings settings) {
    new TableForm(path(settings), schema(), List.of()).ensure(spark);
  }

  /** The newest version of the table itself, as Delta counts commits; empty without a table. */
  public OptionalLong tableVersion(SparkSession spark, Settings settings) {
    if (!DeltaTable.isDeltaTable(spark, path(settings))) {
      return OptionalLong.empty();
    }
    Row newest = DeltaTable.forPath(spark, path(settings)).history(1).head();
    return OptionalLong.of(newest.<Long>getAs("version"));
  }

  /** The table as it was at one of its versions. */
  public Dataset<Row> read(SparkSession spark, Settings settings, long version) {
    return spark.read().format("delta").option("versionAsOf", version).load(path(settings));
  }

  /** The newest rows. */
  public Dataset<Row> read(SparkSession spark, Settings settings) {
    return spark.read().format("delta").load(path(settings));
  }
}
