package io.daping.batch;

import io.daping.batch.report.mail.ReportMail;
import io.daping.batch.report.read.Periods;
import io.daping.batch.report.write.ReportFiles.Written;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.ReportSettings.Promotion;
import io.daping.common.config.ReportSettings.Span;
import io.daping.common.config.Settings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: what closed days or a promotion were like, for people. */
@Command(
    name = "report",
    description =
        "Writes what a closed day or a promotion was like as HTML, XLSX and CSV, and mails it if report.mail says so.")
public final class ReportCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private What what;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the files (default: reports in the folder of exports).")
  private Path out;

  @Option(names = "--no-mail", description = "Sends nothing, whatever report.mail says.")
  private boolean noMail;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  private static final class What {
    @Parameters(paramLabel = "DAY", description = "A business day, e.g. 2026-11-11.")
    private LocalDate day;

    @ArgGroup(exclusive = false)
    private DaySpan days;

    @Option(
        names = "--promotion",
        paramLabel = "NAME",
        description = "One of report.promotions in the settings.")
    private String promotion;

    @ArgGroup(exclusive = false)
    private Range range;
  }

  private static final class Range {
    @Option(names = "--name", required = true, description = "Of a promotion given here.")
    private String name;

    @Option(
        names = "--promotion-from",
        paramLabel = "TIME",
        required = true,
        description = "Its beginning, a business day or an instant.")
    private String from;

    @Option(
        names = "--promotion-to",
        paramLabel = "TIME",
        required = true,
        description = "Its end.")
    private String to;

    @Option(
        names = "--against-from",
        paramLabel = "TIME",
        required = true,
        description = "What it is compared with: the beginning.")
    private String againstFrom;

    @Option(
        names = "--against-to",
        paramLabel = "TIME",
        required = true,
        description = "What it is compared with: the end.")
    private String againstTo;
  }

  @Override
  public Integer call() {
    Settings settings = common.settings();
    Path folder = out == null ? ReportStep.folder(settings) : out;
    List<Written> written = isPromotion() ? promotion(settings, folder) : days(settings, folder);
    spec.commandLine().getOut().println(json ? json(written) : lines(written));
    spec.commandLine().getOut().flush();
    ReportMail mail = new ReportMail(settings.report().mail(), System::getenv);
    if (mail.isConfigured() && !noMail) {
      written.forEach(mail::send);
    }
    return ExitCode.DONE;
  }

  private boolean isPromotion() {
    return what.promotion != null || what.range != null;
  }

  private List<Written> days(Settings settings, Path folder) {
    DayRange range = days();
    return NightSession.alone(
        settings,
        range,
        night ->
            range.passes(settings.batch().daysPerPass()).stream()
                .flatMap(pass -> night.report(pass, folder).stream())
                .toList());
  }

  private List<Written> promotion(Settings settings, Path folder) {
    Promotion promotion = promotion(settings);
    DayRange days = Periods.days(promotion.span(), settings.zone());
    return NightSession.alone(settings, days, night -> List.of(night.report(promotion, folder)));
  }

  private DayRange days() {
    return what.day != null ? DayRange.of(what.day) : what.days.range(spec);
  }

  private Promotion promotion(Settings settings) {
    if (what.promotion != null) {
      return settings
          .report()
          .promotion(what.promotion)
          .orElseThrow(() -> new ParameterException(spec.commandLine(), unknown(settings)));
    }
    try {
      Span span = Span.of(what.range.from, what.range.to, settings.zone());
      Span against = Span.of(what.range.againstFrom, what.range.againstTo, settings.zone());
      return Promotion.of(what.range.name, span, against);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private String unknown(Settings settings) {
    return "no promotion is called \"%s\" in report.promotions; there are: %s"
        .formatted(
            what.promotion,
            settings.report().promotions().stream()
                .map(Promotion::name)
                .collect(Collectors.joining(", ")));
  }

  private static String lines(List<Written> written) {
    return written.stream()
        .flatMap(w -> w.files().stream())
        .map(Path::toString)
        .collect(Collectors.joining("\n"));
  }

  private static String json(List<Written> written) {
    return Json.of(Map.of("reports", written.stream().map(ReportCommand::json).toList()));
  }

  private static Map<String, String> json(Written report) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("name", report.report().name());
    json.put("html", report.html().toString());
    json.put("xlsx", report.xlsx().toString());
    json.put("csv", report.csv().toString());
    return json;
  }
}
