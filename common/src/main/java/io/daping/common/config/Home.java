package io.daping.common.config;

import io.daping.common.fault.BegunSteps;
import io.daping.common.fault.Troubles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The folder of one installation on one machine. Two homes run side by side.
 *
 * <pre>
 * run/     NAME.pid of each process, NAME.ready once it serves, addresses.properties, trouble/NAME.json
 * logs/    NAME.log, and NAME.out for what a process printed
 * kafka/ hbase/ tables/ checkpoints/    data
 * keys/    of the tokens of personal data     collect/  how far logs were followed
 * exports/ files for people
 * </pre>
 */
public record Home(Path dir) {
  public Path run() {
    return dir.resolve("run");
  }

  public Path logs() {
    return dir.resolve("logs");
  }

  /** What processes of this home do not get on with. */
  public Troubles troubles() {
    return new Troubles(run().resolve("trouble"));
  }

  /** The steps of the night that have begun and not ended. */
  public BegunSteps steps() {
    return new BegunSteps(run().resolve("steps"));
  }

  public Addresses addresses() {
    return new Addresses(run().resolve("addresses.properties"));
  }

  /** Called by a background process once it serves: {@code bin/daping up} waits for this. */
  public void announceReady(String service) {
    Path next = run().resolve(service + ".ready.next");
    try {
      Files.createDirectories(run());
      Files.writeString(next, ProcessHandle.current().pid() + "\n");
      Files.move(next, readyFile(service), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + readyFile(service), e);
    }
  }

  /** Whether this very process has said that it serves; what an earlier one said is void. */
  public boolean isReady(String service, long pid) {
    try {
      return Files.exists(readyFile(service))
          && Files.readString(readyFile(service)).strip().equals(Long.toString(pid));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + readyFile(service), e);
    }
  }

  private Path readyFile(String service) {
    return run().resolve(service + ".ready");
  }
}
