package io.daping.common.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that is logged can pretend to be another line of the log, or steer the terminal. */
class LogLinesTest {
  private static final String FORGED = "2026-11-11T10:00:00 ERROR [main] all is lost";

  @TempDir private Path folder;

  @Test
  void aMessageIsOneLineWithoutControlCharacters() throws Exception {
    for (String file : new String[] {"log4j2.xml", "log4j2-service.xml"}) {
      String line = logged(file, "a \u001b[31mred \u009b31m\u0007 bell \"说\"\r\n" + FORGED, null);
      assertThat(line.lines()).as(file).hasSize(1);
      assertThat(line.strip())
          .as(file)
          .endsWith("a ?[31mred ?31m? bell \"说\"\\r\\n" + FORGED)
          .doesNotContainPattern("\\p{Cntrl}");
    }
  }

  @Test
  void whatAnExceptionSaysBeginsNoLine() throws Exception {
    Exception e = new IllegalStateException("no\n" + FORGED + "\u001b[2J", new IOException("why"));
    for (String file : new String[] {"log4j2.xml", "log4j2-service.xml"}) {
      String text = logged(file, "failed", e);
      assertThat(text).as(file).doesNotContain("\u001b").contains("  " + FORGED + "?[2J");
      assertThat(text.lines().filter(line -> line.startsWith("2026-11-11"))).as(file).isEmpty();
    }
    assertThat(logged("log4j2-service.xml", "failed", e))
        .contains("\n  \tat io.daping")
        .contains("\n  Caused by: java.io.IOException: why");
  }

  private String logged(String file, String message, Exception thrown) throws IOException {
    System.setProperty("daping.log", folder.resolve("test.log").toString());
    try (LoggerContext context = new LoggerContext("test")) {
      var source = ConfigurationSource.fromResource(file, getClass().getClassLoader());
      var configuration =
          (AbstractConfiguration)
              ConfigurationFactory.getInstance().getConfiguration(context, source);
      configuration.initialize();
      return configuration
          .getAppenders()
          .values()
          .iterator()
          .next()
          .getLayout()
          .toSerializable(
              Log4jLogEvent.newBuilder()
                  .setLoggerName("io.daping.Test")
                  .setLevel(Level.WARN)
                  .setMessage(new SimpleMessage(message))
                  .setThrown(thrown)
                  .build())
          .toString();
    } finally {
      System.clearProperty("daping.log");
    }
  }
}
