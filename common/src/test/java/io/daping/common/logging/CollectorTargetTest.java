package io.daping.common.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers are those of {@code docs/collector.md}. */
class CollectorTargetTest {
  @ParameterizedTest
  @CsvSource({"202, 3, 0", "207, 2, 1", "422, 0, 3", "429, 0, 3", "503, 0, 3"})
  void whatTheCollectorDidNotTakeIsCounted(int status, int accepted, int lost) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] receipt =
        ("{\"accepted\":" + accepted + ",\"rejected\":[]}").getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, receipt.length);
          exchange.getResponseBody().write(receipt);
          exchange.close();
        });
    server.start();
    try {
      URI to = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      LogTarget target = new CollectorTarget(to, "", Duration.ofSeconds(5));
      assertThat(target.send(List.of(new byte[1], new byte[2], new byte[3]))).isEqualTo(lost);
    } finally {
      server.stop(0);
    }
  }
}
