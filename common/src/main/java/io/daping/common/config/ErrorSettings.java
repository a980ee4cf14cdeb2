package io.daping.common.config;

import io.daping.common.error.Fingerprints;
import io.daping.common.error.StatusRule;
import java.util.List;

/**
 * How errors are grouped, and how a group stands.
 *
 * @param libraryPackages beginnings of class names that are not the application's own
 */
public record ErrorSettings(List<String> libraryPackages, StatusRule status) {
  static ErrorSettings of(Checked c) {
    Checked escalation = c.section("escalation");
    return new ErrorSettings(
        c.list("library-packages"),
        new StatusRule(
            c.positiveDuration("new-for"),
            escalation.atLeast(1, "factor"),
            escalation.atLeast(1, "least"),
            c.positiveDuration("silent-for")));
  }

  /** What names an error's group. */
  public Fingerprints fingerprints() {
    return new Fingerprints(libraryPackages);
  }
}
