package io.daping.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.daping.common.config.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {
  private static final Service WALL =
      new Service.Web("wall", "serve", "/health", Duration.ofSeconds(1));

  @TempDir private Path dir;

  @Test
  void anotherHomesWallAtTheRememberedAddressIsNotThisHomes() throws IOException {
    Home home = new Home(dir);
    long pid = ProcessHandle.current().pid();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/health", exchange -> exchange.sendResponseHeaders(200, -1));
    server.start();
    home.addresses().remember("wall", "127.0.0.1:" + server.getAddress().getPort());
    assertThat(WALL.isReady(home, pid)).as("the address answers").isFalse();
    home.announceReady("wall");
    assertThat(WALL.isReady(home, pid)).as("it is ours").isTrue();
    assertThat(WALL.isReady(home, pid + 1)).as("of an earlier process").isFalse();
    server.stop(0);
    assertThat(WALL.isReady(home, pid)).as("it does not answer any more").isFalse();
  }
}
