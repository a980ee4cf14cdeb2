package io.daping.common.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.catalogue.Grain;
import io.daping.common.config.Settings;
import io.daping.common.testing.TestServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.junit.jupiter.api.Test;

/** Tables that are there follow the settings in how long they keep what they hold. */
final class TablesTest {
  private static final int DAY = 86_400;

  @Test
  void aChangedTimeToKeepHoldsForTablesThatAreThere() throws IOException {
    String prefix = TestServices.uniqueName();
    Settings before = settings(prefix, "3 days");
    try (HBase hbase = HBase.connect(HBase.Target.of(before))) {
      Tables.create(hbase, before);
      ColumnFamilyDescriptor nights = family(hbase, Tables.BATCH);
      assertThat(family(hbase, Tables.REALTIME).getTimeToLive()).isEqualTo(3 * DAY);

      Tables.create(hbase, settings(prefix, "5 days"));

      assertThat(family(hbase, Tables.REALTIME).getTimeToLive()).isEqualTo(5 * DAY);
      assertThat(family(hbase, Tables.BATCH)).isEqualTo(nights);
      assertThat(nights.getTimeToLive()).isEqualTo(HConstants.FOREVER);
    }
  }

  @Test
  void theSizeOfWhatIsRememberedIsTold() throws IOException {
    Settings settings = settings(TestServices.uniqueName(), "3 days");
    try (HBase hbase = HBase.connect(HBase.Target.of(settings))) {
      Tables.create(hbase, settings);
      assertThat(control(hbase).memoryMib()).isLessThan(2);
      byte[] value = new byte[5 << 20];
      try (Table table = hbase.connection().getTable(hbase.tableName(ControlStore.TABLE))) {
        table.put(new Put(bytes("row")).addColumn(ControlStore.FAMILY, bytes("c"), value));
      }
      assertThat(control(hbase).memoryMib()).isBetween(5L, 7L);
      assertThat(new Installation(hbase).sizes())
          .extracting(StateSize::table)
          .contains("cells_minute", "cells_hour", "cells_day", "seen", "orders");
    }
  }

  private static StateSize control(HBase hbase) {
    return new Installation(hbase)
        .sizes().stream().filter(s -> s.table().equals("control")).findFirst().orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Settings settings(String prefix, String keep) {
    return TestServices.settings(Map.of("hbase.table-prefix", prefix, "stream.keep.minute", keep));
  }

  private static ColumnFamilyDescriptor family(HBase hbase, byte[] name) throws IOException {
    try (Admin admin = hbase.connection().getAdmin()) {
      return admin.getDescriptor(Tables.cells(hbase, Grain.MINUTE)).getColumnFamily(name);
    }
  }
}
