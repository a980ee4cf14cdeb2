package io.daping.batch;

import io.daping.batch.reconcile.DayComparison;
import io.daping.common.config.Settings;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * A day's comparison for people: one HTML file that needs nothing else, and beside it the JSON.
 *
 * @param folder made if it is missing
 */
record ReconcileReport(Path folder) {
  private static final String TEMPLATE = "io/daping/batch/reconcile.html";

  /** Where the reports of a home stand. */
  static Path folder(Settings settings) {
    return settings.privacy().exports().resolve("reconcile");
  }

  /**
   * @return the HTML file
   */
  Path write(DayComparison day) {
    try {
      Files.createDirectories(folder);
      place(folder.resolve(day.day() + ".json"), Reports.json(day));
      Path html = folder.resolve(day.day() + ".html");
      place(html, html(day));
      return html;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report of " + day.day(), e);
    }
  }

  private static String html(DayComparison day) throws IOException {
    StringWriter text = new StringWriter();
    new PebbleEngine.Builder()
        .loader(new ClasspathLoader())
        .strictVariables(true)
        .build()
        .getTemplate(TEMPLATE)
        .evaluate(text, Map.of("page", new ReconcilePage(day)));
    return text.toString();
  }

  /** Whole or not at all. */
  private static void place(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
