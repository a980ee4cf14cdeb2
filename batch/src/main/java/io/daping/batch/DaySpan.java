package io.daping.batch;

import java.time.LocalDate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options {@code --from DAY --to DAY}, the end excluded; a group of a verb's arguments. */
public final class DaySpan {
  @Option(names = "--from", paramLabel = "DAY", required = true, description = "First day.")
  private LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DAY",
      required = true,
      description = "The day after the last.")
  private LocalDate to;

  /**
   * @param verb whose options they are
   * @throws ParameterException when there is no day between them
   */
  public DayRange range(CommandSpec verb) {
    if (!from.isBefore(to)) {
      throw new ParameterException(
          verb.commandLine(), "--to must be after --from, was %s and %s".formatted(to, from));
    }
    return new DayRange(from, to);
  }
}
