package io.daping.batch.quarantine;

import io.daping.common.config.Settings;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.Sessions;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Opens the quarantine for a verb. */
final class QuarantineSession {
  private QuarantineSession() {}

  static <T> T with(Settings settings, Function<Quarantine, T> work) {
    SparkSession spark = Sessions.start("quarantine", settings);
    try {
      DeltaTables tables = DeltaTables.of(settings);
      tables.quarantine().create(spark);
      tables.repairs().create(spark);
      return work.apply(new Quarantine(spark, tables));
    } finally {
      spark.stop();
    }
  }
}
