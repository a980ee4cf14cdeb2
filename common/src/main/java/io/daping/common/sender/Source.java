package io.daping.common.sender;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * Who sends: one run of one producer, e.g. {@code collector@web1/20261110T160000Z-3f2a}. No two
 * runs bear the same name, so a count is that of one run alone.
 */
public record Source(String name) {
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** A run that starts now on this machine. */
  public static Source start(String producer) {
    String unique = UUID.randomUUID().toString().substring(0, 4);
    return new Source(producer + "@" + host() + "/" + START.format(Instant.now()) + "-" + unique);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // a machine without a name of its own
    }
  }
}
