package io.daping.batch.report.write;

import io.daping.batch.report.content.Cell;
import io.daping.batch.report.content.Chart;
import io.daping.batch.report.content.Part;
import io.daping.batch.report.content.Report;
import io.daping.batch.report.content.Table;
import io.daping.batch.report.content.Table.Column;
import io.daping.batch.report.content.Table.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A report as one page that needs nothing else: no script, no font, no picture from elsewhere. */
public final class HtmlPage {
  private final Templates templates;

  public HtmlPage(Templates templates) {
    this.templates = templates;
  }

  /** The whole page. */
  public String of(Report report) {
    return templates.fill(
        "report.html.peb",
        Map.of("report", report, "parts", report.parts().stream().map(HtmlPage::part).toList()));
  }

  /** A part as the template reads it. */
  public record PagePart(
      String id, String title, String note, List<Picture> pictures, List<PageTable> tables) {}

  /** A chart; {@code source} is a data URI. */
  public record Picture(String title, String source, String now, List<String> before) {}

  /** A table of shown text. */
  public record PageTable(String title, List<Head> heads, List<List<Field>> rows) {}

  /** A column's head with the style class of its kind. */
  public record Head(String title, String style) {}

  /** A field with the style class of what it is. */
  public record Field(String text, String style) {}

  private static PagePart part(Part part) {
    return new PagePart(
        part.id(),
        part.title(),
        part.note(),
        part.charts().stream()
            .filter(chart -> SvgChart.CAN_BE_DRAWN)
            .map(HtmlPage::picture)
            .toList(),
        part.tables().stream().map(HtmlPage::table).toList());
  }

  private static Picture picture(Chart chart) {
    return new Picture(
        chart.title(),
        new SvgChart(chart).dataUri(),
        chart.now().name(),
        chart.before().stream().map(Chart.Line::name).toList());
  }

  private static PageTable table(Table table) {
    return new PageTable(
        table.title(),
        table.columns().stream().map(c -> new Head(c.title(), style(c.kind()))).toList(),
        table.rows().stream().map(row -> fields(table.columns(), row)).toList());
  }

  private static List<Field> fields(List<Column> columns, List<Cell> row) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> new Field(row.get(i).shown(), style(columns.get(i).kind(), row.get(i))))
        .toList();
  }

  private static String style(Kind kind, Cell cell) {
    return cell instanceof Cell.Change change ? "number " + change.direction() : style(kind);
  }

  private static String style(Kind kind) {
    return switch (kind) {
      case WORDS -> "words";
      case LONG_WORDS -> "long";
      case NUMBERS -> "number";
    };
  }
}
