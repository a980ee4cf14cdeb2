package io.daping.common.cli;

/** The exit codes of {@code bin/daping}, a contract. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int BAD_USAGE = 2;

  /** Refused to start on damaged or foreign state; the text says what to do. */
  public static final int REFUSED = 78;

  private ExitCode() {}
}
