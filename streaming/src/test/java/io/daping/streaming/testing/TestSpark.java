package io.daping.streaming.testing;

import io.daping.common.config.Configuration;
import io.daping.common.spark.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The one real Spark session of this module's tests; it ends with the JVM. */
public final class TestSpark {
  private TestSpark() {}

  public static SparkSession session() {
    try {
      Path home = Files.createTempDirectory("daping-test-spark-");
      return Sessions.start(
          "test", Configuration.load(home, null, Map.of("stream.master", "local[2]")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
