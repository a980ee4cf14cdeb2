package io.daping.common.config;

import io.daping.common.fault.Failure;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the services of a home listen, remembered over restarts: one line {@code
 * name=127.0.0.1:port} a service. Written whole under a lock, so that services may start at once.
 */
public record Addresses(Path file) {

  /** The address of a service, if one was ever given to it. */
  public Optional<String> of(String service) {
    return Optional.ofNullable(read().getProperty(service));
  }

  /**
   * The address that a client should use.
   *
   * @param configured host:port from the configuration, or empty
   * @throws Failure when nothing is configured and {@code up} has not run here
   */
  public String resolve(String service, String configured) {
    if (!configured.isEmpty()) {
      return configured;
    }
    return of(service)
        .orElseThrow(
            () ->
                new Failure(
                    "no "
                        + service
                        + " is known in "
                        + file.getParent().getParent()
                        + ": start the services with `bin/daping up`, or name yours in the"
                        + " configuration"));
  }

  /** Remembers a service's address. */
  public void remember(String service, String address) {
    try {
      Files.createDirectories(file.getParent());
      Path lock = file.resolveSibling(file.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        Properties all = read();
        all.setProperty(service, address);
        write(all);
        held.release();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private Properties read() {
    Properties all = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        all.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
    return all;
  }

  private void write(Properties all) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (Writer out = Files.newBufferedWriter(next)) {
      all.store(out, "where the services of this home listen");
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
