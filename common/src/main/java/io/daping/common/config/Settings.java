package io.daping.common.config;

import com.typesafe.config.Config;
import io.daping.common.catalogue.Grain;
import io.daping.common.error.Fingerprints;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;

/**
 * Everything that can be configured, checked when built, read once in {@code main}. Keys, defaults,
 * units and reasons stand in {@code reference.conf}.
 */
public record Settings(
    Home home,
    ZoneId zone,
    String baseCurrency,
    Kafka kafka,
    HBase hbase,
    Tables tables,
    Intake intake,
    ErrorSettings errors,
    Stream stream,
    Journey journey,
    Batch batch,
    ReportSettings report,
    MaintainSettings maintain,
    Privacy privacy,
    Wall wall,
    CollectSettings collect) {

  /** Where events come from. {@code bootstrapServers} may be empty: then the home's own broker. */
  public record Kafka(String bootstrapServers, int partitions, Duration retention) {
    static Kafka of(Checked c) {
      return new Kafka(
          c.text("bootstrap-servers"), c.atLeast(1, "partitions"), c.positiveDuration("retention"));
    }
  }

  /** Where cells are kept. {@code bootstrapServers} may be empty: then the home's own HBase. */
  public record HBase(
      String bootstrapServers, String tablePrefix, int saltBuckets, Duration timeout) {
    static HBase of(Checked c) {
      return new HBase(
          c.text("bootstrap-servers"),
          c.matching("[a-zA-Z][a-zA-Z0-9]*", "table-prefix"),
          c.between(1, 255, "salt-buckets"),
          c.positiveDuration("timeout"));
    }
  }

  /** Roots of the Delta tables and of the streaming checkpoints, as Hadoop paths. */
  public record Tables(String path, String checkpoints) {
    static Tables of(Checked c, Home home) {
      return new Tables(
          c.textOr("path", home.dir().resolve("tables").toString()),
          c.textOr("checkpoints", home.dir().resolve("checkpoints").toString()));
    }
  }

  /** The limits that decide an event's fate. */
  public record Intake(
      Duration futureLimit,
      Duration tooOldLimit,
      Duration duplicateHorizon,
      Duration orderHorizon,
      Fingerprints fingerprints) {
    /** The rule that judges a record by these limits. */
    public io.daping.common.event.Intake rule() {
      return new io.daping.common.event.Intake(
          futureLimit.toMillis(), tooOldLimit.toMillis(), fingerprints);
    }

    static Intake of(Checked c, ErrorSettings errors) {
      return new Intake(
          c.positiveDuration("future-limit"),
          c.positiveDuration("too-old-limit"),
          c.positiveDuration("duplicate-horizon"),
          c.positiveDuration("order-horizon"),
          errors.fingerprints());
    }
  }

  /** One duration for each grain of a window. */
  public record PerGrain(Duration minute, Duration hour, Duration day) implements Serializable {
    static PerGrain of(Checked c) {
      return new PerGrain(
          c.positiveDuration("minute"), c.positiveDuration("hour"), c.positiveDuration("day"));
    }

    /** The grain's duration. */
    public Duration of(Grain grain) {
      return switch (grain) {
        case MINUTE -> minute;
        case HOUR -> hour;
        case DAY -> day;
      };
    }
  }

  /** How the streaming jobs run. */
  public record Stream(
      String master,
      int maxRecordsPerBatch,
      Duration tablesInterval,
      Duration metricsInterval,
      PerGrain keep,
      PerGrain grace,
      int cachedCells,
      boolean publishMetrics) {
    static Stream of(Checked c) {
      return new Stream(
          c.text("master"),
          c.atLeast(1, "max-records-per-batch"),
          c.duration("tables-interval"),
          c.duration("metrics-interval"),
          PerGrain.of(c.section("keep")),
          PerGrain.of(c.section("grace")),
          c.atLeast(0, "cached-cells"),
          c.flag("publish-metrics"));
    }
  }

  /** How profiles, browsing and orders are joined. */
  public record Journey(Duration interval, Duration keep) {
    static Journey of(Checked c) {
      return new Journey(c.duration("interval"), c.positiveDuration("keep"));
    }
  }

  /** How the night runs. */
  public record Batch(
      int daysPerPass,
      Duration funnelWindow,
      boolean privacyScan,
      int leastEventsPercent,
      boolean reports) {
    static Batch of(Checked c) {
      return new Batch(
          c.atLeast(1, "days-per-pass"),
          c.durationUpTo(Duration.ofDays(1), "funnel-window"),
          c.flag("privacy-scan"),
          c.between(0, 100, "least-events-percent"),
          c.flag("reports"));
    }
  }

  /** What protects personal data, and how long clear text is kept. */
  public record Privacy(KeyFile keys, Path exports, Duration bronzeKeep, Duration quarantineKeep) {
    static Privacy of(Checked c, Home home) {
      return new Privacy(
          new KeyFile(c.file("key-file", home.dir().resolve("keys").resolve("tokens.keys"))),
          c.file("exports", home.dir().resolve("exports")),
          c.positiveDuration("bronze-keep"),
          c.positiveDuration("quarantine-keep"));
    }
  }

  /** Where the wall and the read API listen. */
  public record Wall(String host, int port, Duration refresh, String title) {
    static Wall of(Checked c) {
      return new Wall(
          c.matching("127\\.\\d+\\.\\d+\\.\\d+|localhost|\\[?::1]?", "host"),
          c.between(1, 65535, "port"),
          c.positiveDuration("refresh"),
          c.text("title"));
    }
  }

  /**
   * @param dir the home folder of this installation
   * @param config the resolved tree under {@code daping}
   * @throws ConfigProblem naming every wrong value at once
   */
  static Settings of(Path dir, Config config) {
    Checked c = Checked.root(config);
    Home home = new Home(dir);
    ZoneId zone = c.zone("zone");
    ErrorSettings errors = ErrorSettings.of(c.section("errors"));
    Settings settings =
        new Settings(
            home,
            zone,
            c.parsed("base-currency", code -> Currency.getInstance(code).getCurrencyCode(), "CNY"),
            Kafka.of(c.section("kafka")),
            HBase.of(c.section("hbase")),
            Tables.of(c.section("tables"), home),
            Intake.of(c.section("intake"), errors),
            errors,
            Stream.of(c.section("stream")),
            Journey.of(c.section("journey")),
            Batch.of(c.section("batch")),
            ReportSettings.of(c.section("report"), zone),
            MaintainSettings.of(c.section("maintain")),
            Privacy.of(c.section("privacy"), home),
            Wall.of(c.section("wall")),
            CollectSettings.of(c.section("collect")));
    c.throwIfAnyProblem();
    return settings;
  }
}
