package io.daping.common.fault;

/** Something did not work for a reason that the message tells in full; no stack trace is shown. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Failure(String message) {
    super(message);
  }

  public Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
