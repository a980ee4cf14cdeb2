package io.daping.local.load;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much of what {@code generate} makes. */
final class GenerateOptions {
  private static final double KAFKA_RATE = 200;
  private static final long FILE_EVENTS = 100_000;
  private static final Instant FILE_START = Instant.parse("2026-11-10T16:00:00Z");
  private static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--rate",
      paramLabel = "N",
      converter = Options.Rate.class,
      description =
          "Events per second (default: 200; with --out as many as --events in --for need).")
  private Double rate;

  @Option(
      names = "--for",
      paramLabel = "D",
      converter = Options.Span.class,
      description =
          "How long events happen, e.g. 2m (default: until Ctrl-C; with --out a day or so).")
  private Duration span;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Ends after so many (default: no limit; with --out 100000).")
  private Long events;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides everything that is left to chance (default: 1).")
  private long seed;

  @Option(
      names = "--start",
      paramLabel = "T",
      converter = Options.Moment.class,
      description =
          "When the first event happens, a time or now (default: now; with --out 2026-11-11T00:00:00+08:00)."
              + " With Kafka, record times follow it.")
  private Instant start;

  @Option(
      names = "--shape",
      paramLabel = "day|flat",
      description =
          "flat keeps the rate (default); day (default with --out) makes it the mean of a day with"
              + " quiet nights, busy evenings and a rush at each full hour.")
  private Intensity.Shape shape;

  @Option(
      names = "--promotion",
      paramLabel = "T",
      converter = Options.Moment.class,
      description = "When one more promotion opens, with a rush of ten minutes.")
  private Instant promotion;

  @Option(
      names = "--bad",
      paramLabel = "SHARE",
      defaultValue = "0.001",
      converter = Options.Share.class,
      description = "Records that intake must refuse, of every reason (default: 0.001).")
  private double bad;

  @Option(
      names = "--late",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      converter = Options.Share.class,
      description = "Good events that arrive 2 to 60 minutes after they happen (default: 0.01).")
  private double late;

  @Option(
      names = "--duplicate",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      converter = Options.Share.class,
      description = "Good events that arrive once more, byte for byte (default: 0.01).")
  private double duplicate;

  @Option(
      names = "--mix",
      paramLabel = "M",
      defaultValue = Mix.USUAL,
      converter = Mix.Converter.class,
      description =
          "How much happens where, in proportions (default: "
              + Mix.USUAL
              + "). A shopper's page views, searches and orders come with their requests.")
  private Mix mix;

  /** Deliveries in real time, until stopped. */
  Generation forKafka(ZoneId zone, BooleanSupplier stopped) {
    Plan plan =
        new Plan(
            seed,
            start == null ? Instant.now() : start,
            NEVER,
            rate == null ? KAFKA_RATE : rate,
            Long.MAX_VALUE,
            shares(),
            mix,
            intensity(zone, Intensity.Shape.FLAT),
            List.of(Defect.values()));
    return new Generation(plan, most(Long.MAX_VALUE), span, stopped);
  }

  /** Exactly as many as asked, all that is underway at the end included. */
  Generation forFiles(ZoneId zone) {
    Instant first = start == null ? FILE_START : start;
    boolean endless = rate != null && span != null;
    long most = most(endless ? Long.MAX_VALUE : FILE_EVENTS);
    Intensity intensity = intensity(zone, Intensity.Shape.DAY);
    Plan plan =
        new Plan(
            seed,
            first,
            span == null ? NEVER : first.plus(span),
            rate == null ? rateOf(most, first, intensity) : rate,
            most,
            shares(),
            mix,
            intensity,
            Defect.IN_FILES);
    return new Generation(plan, Long.MAX_VALUE, null, () -> false);
  }

  /** One per cent more than needed on the mean, so that the count is reached within the span. */
  private double rateOf(long count, Instant first, Intensity intensity) {
    Duration within = span == null ? Duration.ofDays(1) : span;
    return 1.01e3 * count / within.toMillis() / intensity.mean(first, within);
  }

  private long most(long otherwise) {
    if (events != null && events < 1) {
      throw new ParameterException(
          spec.commandLine(), "--events must be at least 1, was " + events);
    }
    return events == null ? otherwise : events;
  }

  private Plan.Shares shares() {
    return new Plan.Shares(bad, late, duplicate);
  }

  private Intensity intensity(ZoneId zone, Intensity.Shape otherwise) {
    return new Intensity(shape == null ? otherwise : shape, zone, promotion);
  }
}
