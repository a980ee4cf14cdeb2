package io.daping.batch.fsck;

import io.daping.batch.store.StoredTable.DataFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * A Parquet file, read to its end: all bytes, by which a file system that keeps checksums verifies
 * them; the footer; and every page of every column, unpacked, each against the checksum that Spark
 * writes with it.
 *
 * @param what is wrong with it, null if nothing
 * @param rows as the footer counts them
 */
record FileReading(String what, long rows, long bytes, long pages) implements Serializable {

  /** Whatever reading it throws is what is wrong with it. */
  static FileReading of(DataFile file, Configuration hadoop) {
    Path path = new Path(file.path());
    try {
      long bytes = bytes(path, hadoop);
      if (bytes != file.bytes()) {
        return bad(file, "it has %d bytes, the log says %d".formatted(bytes, file.bytes()));
      }
      FileReading reading = pages(path, hadoop, bytes);
      if (file.hasRows() && reading.rows != file.rows()) {
        return bad(file, "it has %d rows, the log says %d".formatted(reading.rows, file.rows()));
      }
      return reading;
    } catch (IOException | RuntimeException e) {
      return bad(file, Fsck.text(e));
    }
  }

  Optional<String> problem() {
    return Optional.ofNullable(what);
  }

  private static FileReading bad(DataFile file, String why) {
    return new FileReading("%s: %s: %s".formatted(file.table(), file.path(), why), 0, 0, 0);
  }

  private static long bytes(Path path, Configuration hadoop) throws IOException {
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static FileReading pages(Path path, Configuration hadoop, long bytes) throws IOException {
    var options = HadoopReadOptions.builder(hadoop).usePageChecksumVerification(true).build();
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop), options)) {
      long rows = 0;
      long pages = 0;
      var columns = reader.getFileMetaData().getSchema().getColumns();
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        rows += group.getRowCount();
        for (ColumnDescriptor column : columns) {
          pages += pages(column, group.getPageReader(column));
        }
      }
      return new FileReading(null, rows, bytes, pages);
    }
  }

  private static long pages(ColumnDescriptor column, PageReader reader) throws IOException {
    long pages = reader.readDictionaryPage() == null ? 0 : 1;
    long values = 0;
    for (DataPage page = reader.readPage(); page != null; page = reader.readPage()) {
      pages++;
      values += page.getValueCount();
    }
    if (values != reader.getTotalValueCount()) {
      throw new IOException(
          "column %s has %d values in its pages, its head says %d"
              .formatted(String.join(".", column.getPath()), values, reader.getTotalValueCount()));
    }
    return pages;
  }
}
