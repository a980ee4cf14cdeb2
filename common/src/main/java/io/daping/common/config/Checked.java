package io.daping.common.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads values of one section and remembers what is wrong with them, so that all problems are shown
 * at once. A value that is wrong reads as a harmless one until {@link #throwIfAnyProblem()}.
 */
final class Checked {
  private final String path;
  private final Config config;
  private final List<String> problems;

  private Checked(String path, Config config, List<String> problems) {
    this.path = path;
    this.config = config;
    this.problems = problems;
  }

  static Checked root(Config config) {
    return new Checked("daping", config, new ArrayList<>());
  }

  Checked section(String key) {
    Config section = read(key, () -> config.getConfig(key), ConfigFactory.empty());
    return new Checked(path + "." + key, section, problems);
  }

  String text(String key) {
    return read(key, () -> config.getString(key).strip(), "");
  }

  String textOr(String key, String whenEmpty) {
    String text = text(key);
    return text.isEmpty() ? whenEmpty : text;
  }

  String matching(String pattern, String key) {
    return require(text(key), key, t -> t.matches(pattern), "must match " + pattern);
  }

  Path file(String key, Path whenEmpty) {
    return parsed(key, text -> text.isEmpty() ? whenEmpty : Path.of(text), whenEmpty);
  }

  boolean flag(String key) {
    return read(key, () -> config.getBoolean(key), false);
  }

  int atLeast(int least, String key) {
    return require(number(key, least), key, n -> n >= least, "must be at least " + least);
  }

  int between(int least, int most, String key) {
    return require(
        number(key, least),
        key,
        n -> n >= least && n <= most,
        "must be between " + least + " and " + most);
  }

  long bytes(long least, String key) {
    return require(
        read(key, () -> config.getBytes(key), least),
        key,
        n -> n >= least,
        "must be at least " + least + " bytes, e.g. \"8 MiB\"");
  }

  /** Texts with commas between them; none is empty. */
  List<String> list(String key) {
    return Arrays.stream(text(key).split(","))
        .map(String::strip)
        .filter(t -> !t.isEmpty())
        .toList();
  }

  /** The texts of a list. */
  List<String> texts(String key) {
    return read(key, () -> List.copyOf(config.getStringList(key)), List.of());
  }

  /** The entries of a list of sections; empty without. */
  List<Checked> sections(String key) {
    List<Checked> sections = new ArrayList<>();
    for (Config entry : read(key, () -> config.getConfigList(key), List.<Config>of())) {
      sections.add(new Checked(path + "." + key + "[" + sections.size() + "]", entry, problems));
    }
    return sections;
  }

  /** A key that the reference file need not have, as in an entry of a list. */
  String optional(String key, String whenAbsent) {
    return config.hasPath(key) ? text(key) : whenAbsent;
  }

  /** Every other key is a problem. */
  void knows(List<String> keys) {
    config.root().keySet().stream()
        .filter(key -> !keys.contains(key))
        .forEach(key -> problems.add("unknown key " + path + "." + key + "; known are " + keys));
  }

  Duration duration(String key) {
    return require(
        read(key, () -> config.getDuration(key), Duration.ZERO),
        key,
        d -> !d.isNegative(),
        "must not be negative");
  }

  Duration positiveDuration(String key) {
    return require(
        read(key, () -> config.getDuration(key), Duration.ofSeconds(1)),
        key,
        d -> !d.isNegative() && !d.isZero(),
        "must be > 0, e.g. \"1m\"");
  }

  /** Above zero. */
  Duration durationUpTo(Duration most, String key) {
    return require(
        positiveDuration(key), key, d -> d.compareTo(most) <= 0, "must be at most " + most);
  }

  Duration durationFrom(Duration least, String key) {
    return require(
        positiveDuration(key), key, d -> d.compareTo(least) >= 0, "must be at least " + least);
  }

  ZoneId zone(String key) {
    return parsed(key, ZoneId::of, ZoneId.of("UTC"));
  }

  <T> T parsed(String key, Function<String, T> parser, T harmless) {
    return parsed(key, text(key), parser, harmless);
  }

  <T> T parsed(String key, String text, Function<String, T> parser, T harmless) {
    try {
      return parser.apply(text);
    } catch (DateTimeException | IllegalArgumentException e) {
      problems.add(path + "." + key + " is not valid: \"" + text + "\" (" + e.getMessage() + ")");
      return harmless;
    }
  }

  void throwIfAnyProblem() {
    if (!problems.isEmpty()) {
      throw new ConfigProblem(problems);
    }
  }

  private int number(String key, int harmless) {
    return read(key, () -> config.getInt(key), harmless);
  }

  private <T> T read(String key, Supplier<T> value, T harmless) {
    try {
      return value.get();
    } catch (ConfigException e) {
      problems.add(path + "." + key + ": " + e.getMessage());
      return harmless;
    }
  }

  private <T> T require(T value, String key, Predicate<T> rule, String complaint) {
    if (!rule.test(value)) {
      problems.add(path + "." + key + " " + complaint + ", was \"" + value + "\"");
    }
    return value;
  }
}
