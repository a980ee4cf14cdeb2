package io.daping.common.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Builds {@link Settings} from the reference file, an optional file, and single overrides. */
public final class Configuration {
  private Configuration() {}

  /** The defaults alone, in a home of their own. */
  public static Settings defaults(Path home) {
    return load(home, null, Map.of());
  }

  /**
   * @param home the home folder
   * @param file HOCON with overrides under {@code daping}, or null for none
   * @param overrides key to value, each key with or without the leading {@code daping.}
   * @throws ConfigProblem when a key is unknown or a value cannot be used
   */
  public static Settings load(Path home, Path file, Map<String, String> overrides) {
    Config reference = ConfigFactory.parseResources("reference.conf").resolve();
    Config changes = parsed(overrides).withFallback(parsed(file));
    Config whole = resolved(changes.withFallback(reference));
    rejectUnknownKeys(whole, reference);
    return Settings.of(home.toAbsolutePath().normalize(), whole.getConfig("daping"));
  }

  private static Config parsed(Path file) {
    if (file == null) {
      return ConfigFactory.empty();
    }
    try {
      return ConfigFactory.parseFile(
          file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    } catch (ConfigException e) {
      throw new ConfigProblem(List.of(file + " cannot be read: " + e.getMessage()));
    }
  }

  /** What refers to other keys, or to the environment, gets its value. */
  private static Config resolved(Config config) {
    try {
      return config.resolve();
    } catch (ConfigException e) {
      throw new ConfigProblem(List.of(e.getMessage()));
    }
  }

  private static Config parsed(Map<String, String> overrides) {
    Config config = ConfigFactory.empty();
    for (Map.Entry<String, String> e : overrides.entrySet()) {
      String key = e.getKey().startsWith("daping.") ? e.getKey() : "daping." + e.getKey();
      config = with(config, key, e.getValue());
    }
    return config;
  }

  private static Config with(Config config, String key, String value) {
    try {
      return config.withValue(key, ConfigValueFactory.fromAnyRef(value, "--set"));
    } catch (ConfigException.BadPath e) {
      throw new ConfigProblem(List.of("no key can be named " + key + ": " + e.getMessage()));
    }
  }

  private static void rejectUnknownKeys(Config whole, Config reference) {
    Set<String> known = keys(reference);
    List<String> problems = new ArrayList<>();
    for (String key : keys(whole)) {
      if (!known.contains(key)) {
        problems.add("unknown key " + key + "; did you mean " + nearest(key, known) + "?");
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigProblem(problems);
    }
  }

  private static Set<String> keys(Config config) {
    Set<String> keys = new TreeSet<>();
    config.entrySet().forEach(e -> keys.add(e.getKey()));
    return keys;
  }

  private static String nearest(String key, Set<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream().min(Comparator.comparingInt(k -> distance.apply(key, k))).orElseThrow();
  }
}
