package io.daping.common.config;

import io.daping.common.error.Fingerprints;
import java.util.List;

/**
 * How errors are grouped.
 *
 * @param libraryPackages beginnings of class names that are not the application's own
 */
public record ErrorSettings(List<String> libraryPackages) {
  static ErrorSettings of(Checked c) {
    return new ErrorSettings(c.list("library-packages"));
  }

  /** What names an error's group. */
  public Fingerprints fingerprints() {
    return new Fingerprints(libraryPackages);
  }
}
