package io.daping.bench.peers;

import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.Tables;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.apache.hadoop.hbase.client.AsyncAdmin;

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
    AsyncAdmin admin = hbase.connection().toAsyncConnection().getAdmin();
    CompletableFuture<?>[] dropped =
        admin.listTableNames(ours, false).join().stream()
            .map(table -> admin.disableTable(table).thenCompose(v -> admin.deleteTable(table)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(dropped).join();
  }
}
