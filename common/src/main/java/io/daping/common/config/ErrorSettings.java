package io.daping.common.config;

import io.daping.common.error.Fingerprints;
import io.daping.common.error.LibraryPackages;
import io.daping.common.error.StatusRule;

/**
 * How errors are grouped, and how a group stands.
 *
 * @param fingerprints name an error's group
 * @param status tells how it stands
 */
public record ErrorSettings(Fingerprints fingerprints, StatusRule status) {
  static ErrorSettings of(Checked c) {
    Checked escalation = c.section("escalation");
    return new ErrorSettings(
        new Fingerprints(new LibraryPackages(c.list("library-packages"))),
        new StatusRule(
            c.positiveDuration("new-for"),
            escalation.atLeast(1, "factor"),
            escalation.atLeast(1, "least"),
            c.positiveDuration("silent-for")));
  }
}
