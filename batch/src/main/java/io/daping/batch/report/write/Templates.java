package io.daping.batch.report.write;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** The templates of {@code resources/report}. Whatever they print is escaped for HTML. */
public final class Templates {
  private final PebbleEngine engine;

  public Templates() {
    ClasspathLoader loader = new ClasspathLoader(Templates.class.getClassLoader());
    loader.setPrefix("report");
    this.engine =
        new PebbleEngine.Builder()
            .loader(loader)
            .autoEscaping(true)
            .strictVariables(true)
            .defaultLocale(Locale.ROOT)
            .build();
  }

  /** A template with its words filled in. */
  public String fill(String template, Map<String, Object> words) {
    StringWriter text = new StringWriter();
    try {
      engine.getTemplate(template).evaluate(text, words);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot fill " + template, e);
    }
    return text.toString();
  }
}
