package io.daping.services.web;

import io.daping.common.fault.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Which port to listen on. */
public final class Ports {
  private static final int HIGHEST = 65_535;
  private static final int TRIES = 100;

  private Ports() {}

  /** This very port. */
  public static int exactly(String host, int port) {
    if (!isFree(host, port)) {
      throw new Failure(
          host + ":" + port + " is taken; name another --port, or none for a free one");
    }
    return port;
  }

  /** The first free port from here on. */
  public static int from(String host, int first) {
    int end = Math.min(first + TRIES, HIGHEST + 1);
    return IntStream.range(first, end)
        .filter(port -> isFree(host, port))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    "all ports of " + host + " from " + first + " to " + (end - 1) + " are taken"));
  }

  private static boolean isFree(String host, int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
