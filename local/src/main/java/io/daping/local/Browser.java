package io.daping.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The desktop's own way to open an address, where there is one. */
final class Browser {
  private static final String OPENER = "xdg-open";

  private Browser() {}

  /** Opens an address, or does nothing: it has been printed anyway. */
  static void open(String address) throws IOException {
    boolean installed =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(dir -> Files.isExecutable(Path.of(dir, OPENER)));
    if (installed) {
      new ProcessBuilder(OPENER, address)
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
    }
  }
}
