package io.daping.local.process;

import io.daping.common.config.Addresses;
import io.daping.common.fault.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds loopback ports for a service that is about to listen, and remembers them in its home, so
 * that clients find the service where they left it.
 *
 * <p>A port is claimed by a file lock until this object is closed or the process ends: two homes
 * that start at the same moment do not choose the same port before either listens on it.
 */
public final class Ports implements AutoCloseable {
  private static final int TRIES = 200;
  private static final int LAST_PORT = 65_535;
  private static final Path CLAIMS = Path.of(System.getProperty("java.io.tmpdir"));

  private final Addresses addresses;

  /** Referenced here for as long as the claim holds: a collected channel gives up its lock. */
  private final Map<Integer, FileChannel> claimed = new HashMap<>();

  public Ports(Addresses addresses) {
    this.addresses = addresses;
  }

  /**
   * The port that the service had before if it is free now, else the first free one from {@code
   * usual} on.
   *
   * @throws Failure when none of many is free
   */
  public int claim(String service, int usual) {
    int port =
        IntStream.concat(remembered(service), IntStream.range(usual, usual + TRIES))
            .filter(p -> p <= LAST_PORT && isFree(p) && lock(p))
            .findFirst()
            .orElseThrow(
                () ->
                    new Failure(
                        "no free port for %s from %d to %d on 127.0.0.1"
                            .formatted(service, usual, usual + TRIES - 1)));
    addresses.remember(service, "127.0.0.1:" + port);
    return port;
  }

  private IntStream remembered(String service) {
    return addresses.of(service).stream()
        .mapToInt(a -> Integer.parseInt(a.substring(a.lastIndexOf(':') + 1)));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean lock(int port) {
    if (claimed.containsKey(port)) {
      return false;
    }
    Path file = CLAIMS.resolve("daping-port-" + port + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return false;
      }
      claimed.put(port, channel);
      return true;
    } catch (AccessDeniedException e) {
      return false; // claimed by another user of this machine
    } catch (IOException e) {
      throw new UncheckedIOException("cannot claim port " + port + " by " + file, e);
    }
  }

  @Override
  public void close() {
    for (FileChannel channel : claimed.values()) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    claimed.clear();
  }
}
