package io.daping.common.hbase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;

/** Every version of every cell of all of Daping's tables, for checks that leave nothing out. */
public final class EveryCell {
  private static final int ROWS_AT_ONCE = 500;

  private final HBase hbase;

  public EveryCell(HBase hbase) {
    this.hbase = hbase;
  }

  /**
   * A part of a cell: its row, its column, or its value.
   *
   * @param table without the installation's prefix
   * @param part {@code row}, {@code column} or {@code value}
   * @param row printable, tells where
   * @param bytes of a row without its head of salt, window and the like: what a person may be named
   *     by stands behind it
   */
  public record Part(String table, String part, String row, byte[] bytes) {}

  /** Hands over each part of each cell; a row's own part once a row. */
  public void forEach(Consumer<Part> reader) {
    try (Admin admin = hbase.connection().getAdmin()) {
      for (TableName name : tables(admin)) {
        read(name, reader);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the tables in HBase", e);
    }
  }

  private List<TableName> tables(Admin admin) throws IOException {
    String prefix = hbase.tableName("").getNameAsString();
    List<TableName> ours = new ArrayList<>();
    for (TableName name : admin.listTableNames()) {
      if (name.getNameAsString().startsWith(prefix)) {
        ours.add(name);
      }
    }
    return ours;
  }

  private void read(TableName name, Consumer<Part> reader) throws IOException {
    String table = name.getNameAsString().substring(hbase.tableName("").getNameAsString().length());
    Scan scan = new Scan().readAllVersions().setCaching(ROWS_AT_ONCE);
    try (Table hbaseTable = hbase.connection().getTable(name);
        ResultScanner rows = hbaseTable.getScanner(scan)) {
      for (Result result : rows) {
        String row = Bytes.toStringBinary(result.getRow());
        reader.accept(new Part(table, "row", row, named(table, result.getRow())));
        for (Cell cell : result.rawCells()) {
          reader.accept(new Part(table, "column", row, CellUtil.cloneQualifier(cell)));
          reader.accept(new Part(table, "value", row, CellUtil.cloneValue(cell)));
        }
      }
    }
  }

  private static byte[] named(String table, byte[] row) {
    int head = table.startsWith("cells_") ? RowKeys.HEAD : table.equals("orders") ? 1 : 0;
    return Bytes.copy(row, Math.min(head, row.length), row.length - Math.min(head, row.length));
  }
}
