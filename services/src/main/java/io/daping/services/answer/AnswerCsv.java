package io.daping.services.answer;

import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.daping.common.serve.MetricAnswer;
import io.daping.common.text.Spreadsheets;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An answer as CSV (RFC 4180, lines end with LF). Text that a spreadsheet would take for a formula
 * gets a leading apostrophe; numbers are left as they are.
 */
final class AnswerCsv {
  private static final CsvMapper MAPPER =
      CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();

  private AnswerCsv() {}

  static void write(MetricAnswer answer, ZoneId zone, Writer out) throws IOException {
    boolean ranked = answer.rows().stream().anyMatch(row -> row.rank().isPresent());
    List<List<Object>> lines = new ArrayList<>();
    for (MetricAnswer.Row row : answer.rows()) {
      List<Object> cells = cells(answer, row, zone);
      if (ranked) {
        cells.add(row.rank().isPresent() ? row.rank().getAsInt() : null);
      }
      lines.add(cells);
    }
    boolean slides = answer.rows().stream().anyMatch(row -> row.standing() != null);
    if (slides) {
      addStandings(answer, lines);
    }
    boolean changes = answer.rows().stream().anyMatch(row -> row.change() != null);
    if (changes) {
      addReasons(answer, lines);
    }
    out.write(MAPPER.writer(schema(ranked, slides, changes)).writeValueAsString(lines));
    out.flush();
  }

  private static void addStandings(MetricAnswer answer, List<List<Object>> lines) {
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).add(answer.rows().get(i).standing().name().toLowerCase(Locale.ROOT));
    }
  }

  private static void addReasons(MetricAnswer answer, List<List<Object>> lines) {
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).add(Reason.of(answer, answer.rows().get(i)));
    }
  }

  private static CsvSchema schema(boolean ranked, boolean slides, boolean changes) {
    CsvSchema.Builder columns = CsvSchema.builder();
    List.of("metric", "currency", "grain", "window_start", "by", "dimension", "value", "error")
        .forEach(columns::addColumn);
    if (ranked) {
      columns.addColumn("rank");
    }
    if (slides) {
      columns.addColumn("standing");
    }
    if (changes) {
      columns.addColumn("change");
    }
    return columns.setUseHeader(true).build();
  }

  private static List<Object> cells(MetricAnswer answer, MetricAnswer.Row row, ZoneId zone) {
    List<Object> cells = new ArrayList<>();
    cells.add(Spreadsheets.inert(answer.metric()));
    cells.add(Spreadsheets.inert(answer.currency()));
    cells.add(answer.grain().grainName());
    cells.add(Times.withOffset(row.windowStart(), zone));
    cells.add(Spreadsheets.inert(answer.by()));
    cells.add(Spreadsheets.inert(row.dimension()));
    cells.add(row.value());
    cells.add(row.error());
    return cells;
  }
}
