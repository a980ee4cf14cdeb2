package io.daping.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.config.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  @TempDir private Path dir;

  @Test
  void theSamePortComesBack() throws IOException {
    int usual = freePort();
    int first = claimOnce(usual);

    assertThat(claimOnce(usual + 50)).isEqualTo(first);
  }

  @Test
  void aTakenPortIsAvoidedAndTheNewOneRemembered() throws IOException {
    int usual = freePort();
    int first = claimOnce(usual);
    try (ServerSocket stranger = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
      int second = claimOnce(usual);
      assertThat(second).isNotEqualTo(stranger.getLocalPort());
      assertThat(addresses().of("kafka")).contains("127.0.0.1:" + second);
    }
  }

  @Test
  void aClaimedPortIsNotGivenTwiceBeforeAnyoneListens() throws IOException {
    int usual = freePort();
    try (Ports ports = new Ports(addresses())) {
      assertThat(ports.claim("kafka", usual)).isNotEqualTo(ports.claim("kafka-controller", usual));
    }
  }

  private int claimOnce(int usual) {
    try (Ports ports = new Ports(addresses())) {
      return ports.claim("kafka", usual);
    }
  }

  private Addresses addresses() {
    return new Addresses(dir.resolve("addresses.properties"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Math.min(socket.getLocalPort(), 60_000);
    }
  }
}
