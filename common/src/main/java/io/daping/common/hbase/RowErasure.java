package io.daping.common.hbase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.NamespaceDescriptor;
import org.apache.hadoop.hbase.RegionMetrics;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * Takes whole rows out of HBase, and out of its files: HBase itself only marks what is deleted, and
 * keeps it in store files until a major compaction, and in logs until they are rolled and cleaned.
 */
public final class RowErasure {
  private static final long PAUSE_MS = 200;
  private static final long PATIENCE_MS = TimeUnit.MINUTES.toMillis(5);

  private final HBase hbase;

  public RowErasure(HBase hbase) {
    this.hbase = hbase;
  }

  /** A row of a table, as {@link EveryCell} names it. */
  public record RowOf(String table, String row) implements Comparable<RowOf> {
    @Override
    public int compareTo(RowOf other) {
      int byTable = table.compareTo(other.table);
      return byTable != 0 ? byTable : row.compareTo(other.row);
    }
  }

  /** Deletes rows. What is put there later, under later timestamps, is seen. */
  public void delete(Collection<RowOf> rows) {
    try {
      for (RowOf row : rows) {
        try (Table table = hbase.table(row.table())) {
          byte[] key = Bytes.toBytesBinary(row.row());
          long newest = 0;
          for (Cell cell : table.get(new Get(key)).rawCells()) {
            newest = Math.max(newest, cell.getTimestamp());
          }
          table.delete(new Delete(key, newest));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete rows in HBase", e);
    }
  }

  /** Rewrites these tables' files without what was deleted, and lets go of logs that hold it. */
  public void purge(Collection<String> tables) {
    Set<String> all = new TreeSet<>(tables);
    try (Admin admin = hbase.connection().getAdmin()) {
      for (String table : all) {
        admin.flush(hbase.tableName(table));
        compact(admin, hbase.tableName(table));
      }
      flushWhatSharesLogs(admin);
      for (ServerName server : admin.getRegionServers()) {
        admin.rollWALWriter(server);
      }
      clean();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot purge HBase's files", e);
    }
  }

  /**
   * Rewrites the files of all our tables without what is over its time to keep.
   *
   * @return how many tables
   */
  public int compactAll() {
    try (Admin admin = hbase.connection().getAdmin()) {
      List<TableName> ours = ours(admin);
      for (TableName table : ours) {
        admin.flush(table);
        compact(admin, table);
      }
      return ours.size();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot compact HBase's files", e);
    }
  }

  /** Asks HBase to delete old files whose time has come. */
  public void clean() {
    try (Admin admin = hbase.connection().getAdmin()) {
      admin.runCleanerChore();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run HBase's cleaner", e);
    }
  }

  private static void compact(Admin admin, TableName table) throws IOException {
    long begun = System.currentTimeMillis();
    admin.majorCompact(table);
    while (!isCompacted(admin, table, begun)) {
      if (System.currentTimeMillis() - begun > PATIENCE_MS) {
        throw new IOException(table + " is not compacted after " + PATIENCE_MS + " ms");
      }
      pause();
    }
  }

  private static boolean isCompacted(Admin admin, TableName table, long since) throws IOException {
    for (ServerName server : admin.getRegionServers()) {
      for (RegionMetrics region : admin.getRegionMetrics(server, table)) {
        boolean isDone =
            region.getStoreFileCount() == 0 || region.getLastMajorCompactionTimestamp() >= since;
        if (!isDone) {
          return false;
        }
      }
    }
    return true;
  }

  /** A log goes when all that is in it is in files: regions of other tables share it. */
  private void flushWhatSharesLogs(Admin admin) throws IOException {
    List<TableName> sharing = ours(admin);
    sharing.addAll(
        List.of(admin.listTableNamesByNamespace(NamespaceDescriptor.SYSTEM_NAMESPACE_NAME_STR)));
    for (TableName name : sharing) {
      admin.flush(name);
    }
  }

  private List<TableName> ours(Admin admin) throws IOException {
    String prefix = hbase.tableName("").getNameAsString();
    List<TableName> ours = new ArrayList<>();
    for (TableName name : admin.listTableNames()) {
      if (name.getNameAsString().startsWith(prefix)) {
        ours.add(name);
      }
    }
    return ours;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while HBase compacts", e);
    }
  }
}
