package io.daping.common.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the night reports to people, and to whom. */
public record ReportSettings(List<Promotion> promotions, Mail mail) {
  private static final List<String> KEYS =
      List.of("name", "title", "from", "to", "against-from", "against-to");

  /**
   * A range of time that is summed up beside another.
   *
   * @param name part of the reports' file names
   */
  public record Promotion(String name, String title, Span span, Span against) {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

    /**
     * One without another title.
     *
     * @throws IllegalArgumentException when no file may be called so
     */
    public static Promotion of(String name, Span span, Span against) {
      if (!name.matches(NAME)) {
        throw new IllegalArgumentException(
            "a promotion's name is of letters, digits, - and _, at most 64; it was \""
                + name
                + "\"");
      }
      return new Promotion(name, name, span, against);
    }
  }

  /** Instants {@code [from, to)} of whole minutes. */
  public record Span(Instant from, Instant to) {
    /**
     * @throws IllegalArgumentException when there is nothing between, or a time is no whole minute
     */
    public Span {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("nothing lies between " + from + " and " + to);
      }
      if (!from.equals(from.truncatedTo(ChronoUnit.MINUTES))
          || !to.equals(to.truncatedTo(ChronoUnit.MINUTES))) {
        throw new IllegalArgumentException(from + " and " + to + " must be whole minutes");
      }
    }

    /**
     * @param from an instant, or a business day, which stands for its beginning
     * @throws IllegalArgumentException when a text is neither
     */
    public static Span of(String from, String to, ZoneId zone) {
      return new Span(time(from, zone), time(to, zone));
    }

    private static Instant time(String text, ZoneId zone) {
      try {
        return text.length() <= 10
            ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
            : OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "\"%s\" is neither a day nor an instant, e.g. 2026-11-11 or 2026-11-11T20:00:00+08:00"
                .formatted(text),
            e);
      }
    }
  }

  /** How a mail goes to its server. */
  public enum Tls {
    STARTTLS,
    IMPLICIT,
    NONE
  }

  /**
   * Who gets reports by mail; nobody when {@code to} is empty.
   *
   * @param passwordVariable name of the environment variable; empty for no login
   */
  public record Mail(
      List<String> to,
      String from,
      String smtpHost,
      int smtpPort,
      Tls tls,
      String user,
      String passwordVariable) {

    static Mail of(Checked c) {
      List<String> to = c.texts("to");
      String some = to.isEmpty() ? ".*" : ".+";
      String address = to.isEmpty() ? ".*" : ".+@.+";
      return new Mail(
          to,
          c.matching(address, "from"),
          c.matching(some, "smtp-host"),
          c.between(1, 65535, "smtp-port"),
          c.parsed("tls", text -> Tls.valueOf(text.toUpperCase(Locale.ROOT)), Tls.STARTTLS),
          c.text("user"),
          c.text("password-variable"));
    }
  }

  /** The promotion of that name. */
  public Optional<Promotion> promotion(String name) {
    return promotions.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  static ReportSettings of(Checked c, ZoneId zone) {
    return new ReportSettings(
        c.sections("promotions").stream().map(entry -> promotion(entry, zone)).toList(),
        Mail.of(c.section("mail")));
  }

  private static Promotion promotion(Checked c, ZoneId zone) {
    c.knows(KEYS);
    String name = c.matching(Promotion.NAME, "name");
    Span span = span(c, "from", "to", zone);
    return new Promotion(
        name, c.optional("title", name), span, span(c, "against-from", "against-to", zone));
  }

  private static Span span(Checked c, String from, String to, ZoneId zone) {
    String end = c.text(to);
    return c.parsed(from, c.text(from), begin -> Span.of(begin, end, zone), null);
  }
}
