package io.daping.common.serve;

/** The question cannot be answered; the message says which part and what would do. */
public final class BadQuery extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadQuery(String message) {
    super(message);
  }
}
