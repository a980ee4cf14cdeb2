package io.daping.batch.report.write;

import io.daping.batch.report.content.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The files of reports in a folder: {@code NAME.html}, {@code NAME.xlsx} and {@code NAME-csv.zip}.
 */
public final class ReportFiles {
  private final Path folder;
  private final HtmlPage page = new HtmlPage(new Templates());

  public ReportFiles(Path folder) {
    this.folder = folder;
  }

  /** Writes a report, in place of what was there. */
  public Written write(Report report) {
    return new Written(
        report,
        put(report.name() + ".html", page.of(report).getBytes(StandardCharsets.UTF_8)),
        put(report.name() + ".xlsx", Workbooks.of(report)),
        put(report.name() + "-csv.zip", CsvFiles.of(report)));
  }

  /** A report and where it stands. */
  public record Written(Report report, Path html, Path xlsx, Path csv) {
    /** Every file. */
    public List<Path> files() {
      return List.of(html, xlsx, csv);
    }
  }

  private Path put(String name, byte[] content) {
    Path file = folder.resolve(name);
    Path next = folder.resolve("." + name + ".next");
    try {
      Files.createDirectories(folder);
      Files.write(next, content);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report " + file, e);
    }
  }
}
