package io.daping.common.catalogue;

import java.util.List;

/** The catalogue cannot be used; the message lists every reason, one a line. */
public final class BadCatalogue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadCatalogue(List<String> problems) {
    super("catalogue cannot be used:\n  " + String.join("\n  ", problems));
  }
}
