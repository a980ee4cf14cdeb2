package io.daping.batch;

import java.time.LocalDate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
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
    private DaySpan span;
  }

  /**
   * @throws ParameterException when there is no day between them
   */
  public DayRange range() {
    if (days.day != null) {
      return DayRange.of(days.day);
    }
    return days.span.range(spec);
  }
}
