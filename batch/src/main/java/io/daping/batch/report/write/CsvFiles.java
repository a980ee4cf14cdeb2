package io.daping.batch.report.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.daping.batch.report.content.Cell;
import io.daping.batch.report.content.Part;
import io.daping.batch.report.content.Report;
import io.daping.batch.report.content.Table;
import io.daping.common.text.Spreadsheets;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A report as a zip of CSV files (RFC 4180, UTF-8, lines end with LF), {@code SECTION-TABLE.csv}
 * each: exact numbers without grouping, shares of 1, times as {@code 2026-11-11T08:00}.
 */
public final class CsvFiles {
  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private CsvFiles() {}

  /** The zip's bytes. */
  public static byte[] of(Report report) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Part part : report.parts()) {
      for (Table table : part.tables()) {
        files.put(
            part.id() + "-" + table.name() + ".csv", text(table).getBytes(StandardCharsets.UTF_8));
      }
    }
    return Archives.of(files);
  }

  private static String text(Table table) {
    CsvSchema.Builder columns = CsvSchema.builder();
    for (int c = 0; c < table.columns().size(); c++) {
      columns.addColumn(head(table, c));
    }
    List<List<Object>> rows =
        table.rows().stream().map(row -> row.stream().map(CsvFiles::value).toList()).toList();
    try {
      return MAPPER.writer(columns.setUseHeader(true).build()).writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  /** Columns of one name are told apart by what stands before them. */
  private static String head(Table table, int column) {
    String title = table.columns().get(column).title();
    boolean isTaken = table.columns().stream().limit(column).anyMatch(c -> c.title().equals(title));
    String head = isTaken ? title + " to " + table.columns().get(column - 1).title() : title;
    return Spreadsheets.inert(head);
  }

  private static Object value(Cell cell) {
    if (cell instanceof Cell.Text text) {
      return Spreadsheets.inert(text.text());
    }
    if (cell instanceof Cell.Number number) {
      return number.value();
    }
    if (cell instanceof Cell.Share share) {
      return share.value();
    }
    if (cell instanceof Cell.Change change) {
      return change.value();
    }
    return cell instanceof Cell.Moment moment ? moment.time().toString() : "";
  }
}
