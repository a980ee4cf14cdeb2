package io.daping.batch.report.write;

import io.daping.batch.report.content.Cell;
import io.daping.batch.report.content.Part;
import io.daping.batch.report.content.Report;
import io.daping.batch.report.content.Table;
import io.daping.common.text.Spreadsheets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A report as an XLSX workbook: a sheet a part, its tables side by side under their titles. Numbers
 * are numbers, times are times, and text is no formula.
 */
public final class Workbooks {
  private static final int TITLES = 0;
  private static final int HEADS = 1;
  private static final int FIRST_ROW = 2;

  private Workbooks() {}

  /** The file's bytes. */
  public static byte[] of(Report report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "Daping", "1.0")) {
      book.properties().setTitle(report.title());
      for (Part part : report.parts()) {
        Worksheet sheet = book.newWorksheet(part.title());
        sheet.freezePane(0, FIRST_ROW);
        int column = 0;
        for (Table table : part.tables()) {
          write(table, sheet, column);
          column += table.columns().size() + 1;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return Archives.timeless(bytes.toByteArray());
  }

  private static void write(Table table, Worksheet sheet, int first) {
    sheet.value(TITLES, first, Spreadsheets.inert(table.title()));
    sheet.style(TITLES, first).bold().set();
    for (int c = 0; c < table.columns().size(); c++) {
      sheet.value(HEADS, first + c, Spreadsheets.inert(table.columns().get(c).title()));
      sheet.style(HEADS, first + c).bold().fillColor("EEF1F4").set();
      sheet.width(first + c, width(table.columns().get(c).kind()));
    }
    for (int r = 0; r < table.rows().size(); r++) {
      List<Cell> row = table.rows().get(r);
      for (int c = 0; c < row.size(); c++) {
        write(row.get(c), sheet, FIRST_ROW + r, first + c);
      }
    }
  }

  private static void write(Cell cell, Worksheet sheet, int row, int column) {
    if (cell instanceof Cell.Text text) {
      sheet.value(row, column, Spreadsheets.inert(text.text()));
    } else if (cell instanceof Cell.Number number) {
      sheet.value(row, column, number.value());
      sheet.style(row, column).format(number.decimals() == 0 ? "#,##0" : "#,##0.00").set();
    } else if (cell instanceof Cell.Share share) {
      sheet.value(row, column, share.value());
      sheet.style(row, column).format("0.00%").set();
    } else if (cell instanceof Cell.Change change) {
      sheet.value(row, column, change.value());
      sheet.style(row, column).format("+0.0%;-0.0%;0.0%").set();
    } else if (cell instanceof Cell.Moment moment) {
      sheet.value(row, column, moment.time());
      sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
    }
  }

  private static double width(Table.Kind kind) {
    return switch (kind) {
      case WORDS -> 26;
      case LONG_WORDS -> 60;
      case NUMBERS -> 16;
    };
  }
}
