package io.daping.bench.peers;

import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
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

  /** All at once: one after another they take longer than a repetition. */
  private static void drop(HBase hbase, Settings settings) {
    Pattern ours = Pattern.compile(settings.hbase().tablePrefix() + "_.*");
    try (Admin admin = hbase.connection().getAdmin()) {
      TableName[] tables = admin.listTableNames(ours);
      List<Future<Void>> disabled = new ArrayList<>();
      for (TableName table : tables) {
        disabled.add(admin.disableTableAsync(table));
      }
      await(disabled);
      List<Future<Void>> deleted = new ArrayList<>();
      for (TableName table : tables) {
        deleted.add(admin.deleteTableAsync(table));
      }
      await(deleted);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot drop the tables " + ours, e);
    }
  }

  private static void await(List<Future<Void>> all) {
    try {
      for (Future<Void> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new Failure("a table cannot be dropped: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while dropping tables", e);
    }
  }
}
