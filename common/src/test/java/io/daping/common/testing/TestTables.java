package io.daping.common.testing;

import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.Tables;
import java.util.Map;

/**
 * Daping's tables, empty, in the shared HBase, for one test class; closed when it ends. Cells are
 * kept whatever their timestamp, so tests name their own times.
 */
public record TestTables(Settings settings, HBase hbase) implements AutoCloseable {
  private static final String FOR_GOOD = "36500 days";

  /** Makes them. */
  public static TestTables create() {
    Settings settings =
        TestServices.settings(
            Map.of(
                "stream.keep.minute", FOR_GOOD,
                "stream.keep.hour", FOR_GOOD,
                "stream.keep.day", FOR_GOOD,
                "intake.duplicate-horizon", FOR_GOOD,
                "intake.order-horizon", FOR_GOOD));
    HBase hbase = HBase.connect(HBase.Target.of(settings));
    Tables.create(hbase, settings);
    return new TestTables(settings, hbase);
  }

  @Override
  public void close() {
    hbase.close();
  }
}
