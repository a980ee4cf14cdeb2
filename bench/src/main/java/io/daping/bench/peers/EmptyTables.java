package io.daping.bench.peers;

import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;

/** Gives an engine its tables anew: each repetition counts from nothing. */
public final class EmptyTables {
  private EmptyTables() {}

  /** Drops what is there and makes all tables of the settings' prefix. */
  public static void make(HBase hbase, Settings settings) {
    drop(hbase, settings);
    Tables.create(hbase, settings);
    hbase.connection().clearRegionLocationCache();
  }

  /** Every region costs a small HBase memory, used or not. */
  private static void drop(HBase hbase, Settings settings) {
    Pattern ours = Pattern.compile(settings.hbase().tablePrefix() + "_.*");
    try (Admin admin = hbase.connection().getAdmin()) {
      for (TableName table : admin.listTableNames(ours)) {
        admin.disableTable(table);
        admin.deleteTable(table);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot drop the tables " + ours, e);
    }
  }
}
