package io.daping.common.testing;

import io.daping.common.config.Configuration;
import io.daping.common.config.Home;
import io.daping.common.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The real Kafka and HBase that {@code bin/test} starts once for all tests. Each call gives
 * settings with HBase tables and a home of their own, so that test classes do not see each other;
 * Kafka's topics are shared, so a test makes topics by names of its own.
 */
public final class TestServices {
  private static final String PROPERTY = "daping.test.home";

  private TestServices() {}

  /** The defaults on the shared services. */
  public static Settings settings() {
    return settings(Map.of());
  }

  /**
   * @param overrides as with {@code --set}
   * @throws IllegalStateException telling which command starts the services
   */
  public static Settings settings(Map<String, String> overrides) {
    Map<String, String> all = new HashMap<>();
    all.put("kafka.bootstrap-servers", address("kafka"));
    all.put("hbase.bootstrap-servers", address("hbase"));
    all.put("hbase.table-prefix", uniqueName());
    all.putAll(overrides);
    return Configuration.load(ownHome(), null, all);
  }

  /** A name that no other test uses, for a topic or a table: a letter, then letters and digits. */
  public static String uniqueName() {
    return "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
  }

  private static String address(String service) {
    Home shared = sharedHome();
    return shared
        .addresses()
        .of(service)
        .filter(a -> Files.exists(shared.run().resolve(service + ".pid")))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "this test needs the shared %s of %s: run `bin/test`, or start it once by `bin/daping up --home=%s --only kafka,hbase`"
                        .formatted(service, shared.dir(), shared.dir())));
  }

  private static Home sharedHome() {
    String given = System.getProperty(PROPERTY, "");
    return new Home(
        given.isEmpty()
            ? Path.of(System.getProperty("daping.root", ".."), "target", "test-home").normalize()
            : Path.of(given));
  }

  private static Path ownHome() {
    try {
      return Files.createTempDirectory("daping-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
