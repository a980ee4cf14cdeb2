package io.daping.common.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.daping.common.config.ConfigProblem;
import io.daping.common.fault.Failure;
import io.daping.common.fault.Refusal;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import org.apache.logging.log4j.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs the verbs of one module: {@code main} hands over its commands, exceptions become a line on
 * standard error and an exit code. Standard output is for results alone.
 */
@Command(
    name = "bin/daping",
    synopsisSubcommandLabel = "VERB",
    description = "The wall of a shop in promotion.")
public final class Verbs {
  private Verbs() {}

  /** The commands as one line, for running, for tests and for completion. */
  public static CommandLine commandLine(Object... commands) {
    CommandLine line = new CommandLine(new Verbs());
    for (Object command : commands) {
      line.addSubcommand(command);
    }
    return line.setExecutionExceptionHandler(Verbs::explain)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExitCodeExceptionMapper(Verbs::exitCode);
  }

  /** Runs one verb and ends the process with its exit code. Results are UTF-8 in any locale. */
  public static void run(String[] args, Object... commands) {
    PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, UTF_8), true);
    int code = commandLine(commands).setOut(out).execute(args);
    out.flush();
    LogManager.shutdown();
    System.exit(code);
  }

  private static int explain(Exception e, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    err.println("daping: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
    if (!(e instanceof Refusal || e instanceof ConfigProblem || e instanceof Failure)) {
      e.printStackTrace(err);
    }
    err.flush();
    return exitCode(e);
  }

  private static int exitCode(Throwable e) {
    if (e instanceof Refusal) {
      return ExitCode.REFUSED;
    }
    boolean badUsage = e instanceof ConfigProblem || e instanceof ParameterException;
    return badUsage ? ExitCode.BAD_USAGE : ExitCode.FAILED;
  }
}
