package io.daping.common.fault;

/**
 * State is damaged or foreign, and going on could lose or double data. Ends the process with 78.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what what was found
   * @param remedy what the operator can do
   */
  public Refusal(String what, String remedy) {
    super("refused to start: " + what + "\n" + remedy);
  }
}
