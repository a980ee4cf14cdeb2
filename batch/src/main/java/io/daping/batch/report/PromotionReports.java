package io.daping.batch.report;

import io.daping.batch.DayRange;
import io.daping.batch.Silver;
import io.daping.batch.report.content.Account;
import io.daping.batch.report.content.Findings;
import io.daping.batch.report.content.Findings.ErrorSample;
import io.daping.batch.report.content.Findings.Return;
import io.daping.batch.report.content.Numbers;
import io.daping.batch.report.content.Period;
import io.daping.batch.report.content.Sections;
import io.daping.batch.report.content.Subject;
import io.daping.batch.report.read.ErrorSamples;
import io.daping.batch.report.read.GoldNumbers;
import io.daping.batch.report.read.People;
import io.daping.batch.report.read.PeriodGold;
import io.daping.batch.report.read.Periods;
import io.daping.batch.report.write.ReportFiles;
import io.daping.batch.report.write.ReportFiles.Written;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.ReportSettings.Promotion;
import io.daping.common.config.ReportSettings.Span;
import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The report of a promotion: all of it as one period, beside the one that it is compared with. */
public final class PromotionReports {
  /** The names that the rows of the two periods bear. */
  private static final LocalDate NOW = LocalDate.EPOCH;

  private static final LocalDate AGAINST = NOW.minusDays(1);

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Silver silver;
  private final Catalogue catalogue;

  public PromotionReports(Silver silver, Catalogue catalogue) {
    this.silver = silver;
    this.catalogue = catalogue;
  }

  /**
   * Writes the report.
   *
   * @throws Failure when one of the days of either is not sealed
   */
  public Written write(Promotion promotion, Path folder) {
    SealedDays sealed = new SealedDays(silver);
    sealed.check(Periods.days(promotion.span(), settings().zone()));
    sealed.check(Periods.days(promotion.against(), settings().zone()));
    PeriodGold gold = new PeriodGold(silver, catalogue);
    Dataset<Row> now = gold.of(promotion.span(), NOW);
    Map<LocalDate, Numbers> numbers =
        new GoldNumbers(catalogue, Subject.TOP)
            .of(now.unionByName(gold.of(promotion.against(), AGAINST)), now);
    Period period = period("Promotion", promotion.span(), numbers.get(NOW));
    List<Period> before = List.of(period("Other range", promotion.against(), numbers.get(AGAINST)));
    Account account =
        new Account(subject(promotion), period, before, findings(period, before.get(0)));
    return new ReportFiles(folder).write(Sections.report(account));
  }

  private Period period(String label, Span span, Numbers found) {
    Numbers numbers = found == null ? new Numbers(catalogue) : found;
    return new Period(label, span.from(), span.to(), numbers, new People(silver).buyers(span));
  }

  private Findings findings(Period period, Period before) {
    DayRange days = Periods.days(Periods.span(period), settings().zone());
    Map<String, ErrorSample> samples = new TreeMap<>();
    new TreeMap<>(new ErrorSamples(silver).of(days, period.numbers().values("error_group")))
        .values()
        .forEach(ofDay -> ofDay.forEach(samples::putIfAbsent));
    People people = new People(silver);
    return new Findings(
        again(period, before, people::buyersAgain),
        again(period, before, people::visitorsAgain),
        samples,
        Optional.empty());
  }

  /** Who was there later, or at the same time, did not come again. */
  private static List<Return> again(
      Period period, Period before, BiFunction<Period, Period, Return> returned) {
    if (before.to().isAfter(period.from())) {
      return List.of();
    }
    return Stream.of(returned.apply(before, period)).filter(r -> r.were() > 0).toList();
  }

  private Subject subject(Promotion promotion) {
    return new Subject(
        "daping-" + promotion.name(),
        settings().wall().title() + " · " + promotion.title(),
        "%s, compared with %s; %s, computed from all data; catalogue version %d"
            .formatted(
                shown(promotion.span()),
                shown(promotion.against()),
                settings().zone(),
                catalogue.version()),
        settings().zone(),
        settings().baseCurrency());
  }

  private String shown(Span span) {
    ZoneId zone = settings().zone();
    return TIME.format(span.from().atZone(zone)) + " to " + TIME.format(span.to().atZone(zone));
  }

  private Settings settings() {
    return silver.settings();
  }
}
