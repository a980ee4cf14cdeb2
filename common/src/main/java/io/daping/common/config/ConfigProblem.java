package io.daping.common.config;

import java.util.List;

/** The configuration cannot be used; the message lists every reason, one a line. */
public final class ConfigProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigProblem(List<String> problems) {
    super("configuration cannot be used:\n  " + String.join("\n  ", problems));
  }
}
