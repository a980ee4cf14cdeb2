package io.daping.common.hbase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.hbase.RegionMetrics;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.Size;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;

/** All tables of one prefix together. */
public record Installation(HBase hbase) {

  /** Whether no table has any row. */
  public boolean isEmpty() {
    try (Admin admin = hbase.connection().getAdmin()) {
      for (TableName name : names(admin)) {
        if (!isEmpty(name)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look whether HBase is empty", e);
    }
  }

  /** Whether there is the table that says what the others are. */
  public boolean isThere() {
    try (Admin admin = hbase.connection().getAdmin()) {
      return admin.tableExists(hbase.tableName(ControlStore.TABLE));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for the tables in HBase", e);
    }
  }

  /** How far a rebuild of these tables is; empty when there was none, or it has ended. */
  public Optional<RebuildMark> rebuild() {
    return isThere() ? new ControlStore(hbase).rebuild() : Optional.empty();
  }

  /** The size of each table, by name, as the servers tell it now. */
  public List<StateSize> sizes() {
    SortedMap<String, StateSize> sizes = new TreeMap<>();
    try (Admin admin = hbase.connection().getAdmin()) {
      List<TableName> ours = names(admin);
      for (ServerName server : admin.getRegionServers()) {
        for (TableName table : ours) {
          for (RegionMetrics region : admin.getRegionMetrics(server, table)) {
            StateSize size = size(table, region);
            sizes.merge(size.table(), size, StateSize::plus);
          }
        }
      }
      return List.copyOf(sizes.values());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask HBase for the sizes of its tables", e);
    }
  }

  private StateSize size(TableName table, RegionMetrics region) {
    return new StateSize(
        table.getNameAsString().substring(prefix().length()),
        1,
        (long) region.getStoreFileSize().get(Size.Unit.MEGABYTE),
        (long) region.getMemStoreSize().get(Size.Unit.MEGABYTE));
  }

  /** Drops all tables; last the one that says what they are. */
  public void drop() {
    TableName control = hbase.tableName(ControlStore.TABLE);
    try (Admin admin = hbase.connection().getAdmin()) {
      for (TableName name : names(admin)) {
        if (!name.equals(control)) {
          drop(admin, name);
        }
      }
      if (admin.tableExists(control)) {
        drop(admin, control);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot drop the tables in HBase", e);
    }
  }

  private static void drop(Admin admin, TableName name) throws IOException {
    if (!admin.isTableDisabled(name)) {
      admin.disableTable(name);
    }
    admin.deleteTable(name);
  }

  private boolean isEmpty(TableName name) throws IOException {
    try (Table table = hbase.connection().getTable(name);
        ResultScanner rows = table.getScanner(new Scan().setOneRowLimit())) {
      return rows.next() == null;
    }
  }

  private List<TableName> names(Admin admin) throws IOException {
    String prefix = prefix();
    List<TableName> ours = new ArrayList<>();
    for (TableName name : admin.listTableNames()) {
      if (name.getNameAsString().startsWith(prefix)) {
        ours.add(name);
      }
    }
    return ours;
  }

  private String prefix() {
    return hbase.tableName("").getNameAsString();
  }
}
