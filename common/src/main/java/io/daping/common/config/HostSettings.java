package io.daping.common.config;

import java.time.Duration;

/**
 * Whether and how this machine is sampled.
 *
 * @param host the name under which its samples go; empty for the machine's own
 * @param zone where it stands; empty for none
 */
public record HostSettings(boolean enabled, String host, String zone, Duration interval) {
  static HostSettings of(Checked c) {
    return new HostSettings(
        c.flag("enabled"), c.text("host"), c.text("zone"), c.positiveDuration("interval"));
  }
}
