package io.daping.batch.report;

import io.daping.batch.DayRange;
import io.daping.batch.Silver;
import io.daping.batch.report.content.Account;
import io.daping.batch.report.content.Findings;
import io.daping.batch.report.content.Findings.Agreement;
import io.daping.batch.report.content.Findings.ErrorSample;
import io.daping.batch.report.content.Numbers;
import io.daping.batch.report.content.Period;
import io.daping.batch.report.content.Sections;
import io.daping.batch.report.content.Subject;
import io.daping.batch.report.read.Comings;
import io.daping.batch.report.read.ErrorSamples;
import io.daping.batch.report.read.GoldNumbers;
import io.daping.batch.report.read.People;
import io.daping.batch.report.write.ReportFiles;
import io.daping.batch.report.write.ReportFiles.Written;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.common.spark.NightTables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A report for each of some days, beside the day before and the same day a week before. */
public final class DayReports {
  private static final int WEEK = 7;

  private final Silver silver;
  private final Catalogue catalogue;
  private final Function<LocalDate, Optional<Agreement>> agreements;

  /**
   * @param agreements what the comparison of stream and night said of a day, if it is known
   */
  public DayReports(
      Silver silver, Catalogue catalogue, Function<LocalDate, Optional<Agreement>> agreements) {
    this.silver = silver;
    this.catalogue = catalogue;
    this.agreements = agreements;
  }

  /**
   * Reads all days at once and writes their reports.
   *
   * @throws Failure when one of the days is not sealed
   */
  public List<Written> write(DayRange days, Path folder) {
    Read read = read(days);
    ReportFiles files = new ReportFiles(folder);
    return days.days().stream()
        .map(day -> files.write(Sections.report(account(day, read))))
        .toList();
  }

  private record Read(
      Map<LocalDate, Numbers> numbers,
      Comings buyers,
      Comings visitors,
      Map<LocalDate, Map<String, ErrorSample>> errors) {
    /** Of a day on which nothing happened there are none. */
    Numbers of(LocalDate day, Catalogue catalogue) {
      return numbers.getOrDefault(day, new Numbers(catalogue));
    }
  }

  private Read read(DayRange days) {
    new SealedDays(silver).check(days);
    Dataset<Row> gold = NightTables.of(settings()).gold().read(silver.spark());
    DayRange withBefore = new DayRange(days.from().minusDays(WEEK), days.to());
    Map<LocalDate, Numbers> numbers =
        new GoldNumbers(catalogue, Subject.TOP)
            .of(gold.where(withBefore.predicate()), gold.where(days.predicate()));
    People people = new People(silver);
    return new Read(
        numbers,
        people.buyers(withBefore),
        people.visitors(days),
        new ErrorSamples(silver).of(days, errorGroups(days, numbers)));
  }

  private Set<String> errorGroups(DayRange days, Map<LocalDate, Numbers> numbers) {
    return days.days().stream()
        .flatMap(
            day -> numbers.getOrDefault(day, new Numbers(catalogue)).values("error_group").stream())
        .collect(Collectors.toSet());
  }

  private Account account(LocalDate day, Read read) {
    List<Period> before = new ArrayList<>();
    for (LocalDate earlier : List.of(day.minusDays(1), day.minusDays(WEEK))) {
      if (read.numbers.containsKey(earlier)) {
        before.add(period(earlier, read));
      }
    }
    return new Account(subject(day), period(day, read), before, findings(day, read));
  }

  private Period period(LocalDate day, Read read) {
    ZoneId zone = settings().zone();
    return new Period(
        day.toString(),
        day.atStartOfDay(zone).toInstant(),
        day.plusDays(1).atStartOfDay(zone).toInstant(),
        read.of(day, catalogue),
        read.buyers.on(day));
  }

  private Findings findings(LocalDate day, Read read) {
    return new Findings(
        read.buyers.newAgain(day),
        read.visitors.allAgain(day),
        read.errors.getOrDefault(day, Map.of()),
        agreements.apply(day));
  }

  private Subject subject(LocalDate day) {
    String weekday = day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return new Subject(
        "daping-" + day,
        settings().wall().title() + " · " + day,
        "%s, business day of %s, computed at night from all data; catalogue version %d"
            .formatted(weekday, settings().zone(), catalogue.version()),
        settings().zone(),
        settings().baseCurrency());
  }

  private Settings settings() {
    return silver.settings();
  }
}
