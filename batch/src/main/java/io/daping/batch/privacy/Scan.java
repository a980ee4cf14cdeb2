package io.daping.batch.privacy;

import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Looks for personal data in everything that Daping keeps: it must be nowhere but in bronze. */
final class Scan {
  private final SparkSession spark;
  private final Settings settings;

  Scan(SparkSession spark, Settings settings) {
    this.spark = spark;
    this.settings = settings;
  }

  /**
   * @param sightings what was found
   * @param open folders of clear text that others can look into
   */
  record Result(List<Sighting> sightings, List<String> open) {
    boolean isClean() {
      return sightings.isEmpty() && open.isEmpty();
    }
  }

  Result everything() {
    TableScan tables = new TableScan(spark, settings);
    List<Sighting> found = new ArrayList<>(tables.everything());
    found.addAll(new CellsScan(SharedHBase.of(HBase.Target.of(settings))).everything());
    found.addAll(new FilesScan("logs", settings.home().logs()).everything());
    found.addAll(new FilesScan("exports", settings.privacy().exports()).everything());
    return new Result(found, tables.open());
  }
}
