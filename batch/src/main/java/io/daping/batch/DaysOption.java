package io.daping.batch;

import java.time.LocalDate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Which business days a step of the night is of: {@code DAY}, or {@code --from} and {@code --to}.
 */
public final class DaysOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Days days;

  private static final class Days {
    @Parameters(paramLabel = "DAY", description = "A business day, e.g. 2026-11-11.")
    private LocalDate day;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private Span span;
  }

  private static final class Span {
    @Option(names = "--from", paramLabel = "DAY", required = true, description = "First day.")
    private LocalDate from;

    @Option(
        names = "--to",
        paramLabel = "DAY",
        required = true,
        description = "The day after the last.")
    private LocalDate to;
  }

  /**
   * @throws ParameterException when there is no day between them
   */
  public DayRange range() {
    if (days.day != null) {
      return DayRange.of(days.day);
    }
    if (!days.span.from.isBefore(days.span.to)) {
      throw new ParameterException(
          spec.commandLine(),
          "--to must be after --from, was %s and %s".formatted(days.span.to, days.span.from));
    }
    return new DayRange(days.span.from, days.span.to);
  }
}
