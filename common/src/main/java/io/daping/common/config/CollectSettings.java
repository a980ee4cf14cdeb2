package io.daping.common.config;

import com.google.common.net.InetAddresses;
import java.time.Duration;
import java.util.List;

/** What the collector runs, and how; each part has a section of its own. */
public record CollectSettings(Http http, FollowSettings follow, HostSettings host) {

  static CollectSettings of(Checked c) {
    return new CollectSettings(
        Http.of(c.section("http")),
        FollowSettings.of(c.section("follow")),
        HostSettings.of(c.section("host")));
  }

  /** The HTTP collector: where it listens, whom it believes, and what it takes at once. */
  public record Http(boolean enabled, String host, int port, Trust trust, Limits limits) {
    static Http of(Checked c) {
      return new Http(
          c.flag("enabled"),
          c.text("host"),
          c.between(1, 65535, "port"),
          Trust.of(c),
          Limits.of(c.section("limits")));
    }

    /** The same at another address. */
    public Http at(String newHost, int newPort) {
      return new Http(enabled, newHost, newPort, trust, limits);
    }

    /** Whether only this machine can reach it. */
    public boolean onLoopback() {
      return host.equals("localhost")
          || (InetAddresses.isUriInetAddress(host)
              && InetAddresses.forUriString(host).isLoopbackAddress())
          || (InetAddresses.isInetAddress(host)
              && InetAddresses.forString(host).isLoopbackAddress());
    }
  }

  /**
   * Who may write.
   *
   * @param tokensFile a file that its owner alone can read, or empty
   * @param tokensVariable the environment variable that holds such lines, or empty
   * @param origins of pages whose scripts may send, e.g. {@code https://www.shop.example}
   * @param proxies addresses whose {@code X-Forwarded-For} is believed
   */
  public record Trust(
      String tokensFile, String tokensVariable, List<String> origins, List<String> proxies) {
    static Trust of(Checked c) {
      return new Trust(
          c.text("tokens-file"),
          c.text("tokens-variable"),
          c.list("origins"),
          c.list("trusted-proxies"));
    }
  }

  /** What one request may bring, and what all of them together may keep waiting for Kafka. */
  public record Limits(
      long maxBody, int maxRecords, InFlight inFlight, Duration acknowledgeTimeout) {
    static Limits of(Checked c) {
      return new Limits(
          c.bytes(1_024, "max-body"),
          c.atLeast(1, "max-records"),
          InFlight.of(c.section("in-flight")),
          c.positiveDuration("acknowledge-timeout"));
    }
  }

  /** Above any of these, senders are told to come back later. */
  public record InFlight(int requests, int records, long bytes) {
    static InFlight of(Checked c) {
      return new InFlight(
          c.atLeast(1, "requests"), c.atLeast(1, "records"), c.bytes(1_024, "bytes"));
    }
  }
}
