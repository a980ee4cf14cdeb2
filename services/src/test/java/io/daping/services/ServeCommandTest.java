package io.daping.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.common.cli.Verbs;
import io.daping.common.config.Home;
import io.daping.common.fault.Failure;
import io.daping.services.web.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code serve} listens, and that others can find it. */
@Timeout(60)
final class ServeCommandTest {
  private static final String HOST = "127.0.0.1";

  @TempDir private Path home;

  @Test
  void theNextFreePortIsTakenRememberedAndPrinted() throws Exception {
    try (ServerSocket taken = taken()) {
      PipedReader out = new PipedReader();
      PrintWriter writer = new PrintWriter(new PipedWriter(out), true);
      Thread serving = new Thread(() -> run(writer, "--set=wall.port=" + taken.getLocalPort()));
      serving.setDaemon(true);
      serving.start();
      String address =
          new BufferedReader(out).readLine().replaceFirst("^wall: http://(.*)/$", "$1");
      assertThat(new Home(home).addresses().of("wall")).hasValue(address);
      assertThat(address).startsWith(HOST + ":").doesNotContain(":" + taken.getLocalPort());
      assertThat(status("http://" + address + "/api/v1/health")).isEqualTo(200);
      assertThat(status("http://" + address + "/")).isEqualTo(200);
    }
  }

  @Test
  void aPortThatWasAskedForAndIsTakenIsAFailure() throws IOException {
    try (ServerSocket taken = taken()) {
      StringWriter err = new StringWriter();
      int code =
          Verbs.commandLine(ServicesMain.commands(settings -> Promotion.cells()))
              .setErr(new PrintWriter(err, true))
              .execute("serve", "--home=" + home, "--port=" + taken.getLocalPort());
      assertThat(code).isEqualTo(1);
      assertThat(err.toString())
          .contains(taken.getLocalPort() + " is taken")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void noPortIsBeyondTheLast() throws IOException {
    try (ServerSocket last = new ServerSocket(65_535, 1, InetAddress.getByName(HOST))) {
      assertThatThrownBy(() -> Ports.from(HOST, last.getLocalPort()))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("from 65535 to 65535 are taken");
    }
  }

  private void run(PrintWriter out, String setting) {
    Verbs.commandLine(ServicesMain.commands(settings -> Promotion.cells()))
        .setOut(out)
        .execute("serve", "--home=" + home, setting);
  }

  private static ServerSocket taken() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName(HOST));
  }

  private static int status(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
