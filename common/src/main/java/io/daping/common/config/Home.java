package io.daping.common.config;

import java.nio.file.Path;

/**
 * The folder of one installation on one machine. Two homes run side by side.
 *
 * <pre>
 * run/     NAME.pid of each process, addresses.properties
 * logs/    NAME.log
 * kafka/ hbase/ tables/ checkpoints/    data
 * </pre>
 */
public record Home(Path dir) {
  public Path run() {
    return dir.resolve("run");
  }

  public Path logs() {
    return dir.resolve("logs");
  }

  public Addresses addresses() {
    return new Addresses(run().resolve("addresses.properties"));
  }
}
