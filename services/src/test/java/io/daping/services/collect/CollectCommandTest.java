package io.daping.services.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.cli.Verbs;
import io.daping.common.config.Home;
import io.daping.common.config.Settings;
import io.daping.common.testing.TestServices;
import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How {@code collect} starts, and when it does not. */
@Timeout(60)
final class CollectCommandTest {
  @TempDir private Path home;

  @Test
  void itSaysWhereItListensAndThatEveryoneHereMayWrite() throws Exception {
    PipedReader out = new PipedReader();
    PrintWriter writer = new PrintWriter(new PipedWriter(out), true);
    Thread collecting = new Thread(() -> run(writer, new StringWriter()));
    collecting.setDaemon(true);
    collecting.start();
    String line = new BufferedReader(out).readLine();
    assertThat(line).matches("http: http://127\\.0\\.0\\.1:\\d+/ \\(no tokens configured: .*\\)");
    String address = line.replaceFirst("^http: http://([^/]*)/.*", "$1");
    assertThat(new Home(home).addresses().of("collect")).hasValue(address);
    HttpRequest health =
        HttpRequest.newBuilder(URI.create("http://" + address + "/v1/health")).build();
    var answer = HttpClient.newHttpClient().send(health, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void anOpenDoorIsBadUsage() {
    StringWriter err = new StringWriter();
    assertThat(run(new PrintWriter(new StringWriter()), err, "--host=0.0.0.0")).isEqualTo(2);
    assertThat(err.toString())
        .contains("collect.http.host is 0.0.0.0", "there are no write tokens")
        .doesNotContain("\tat ");
  }

  @Test
  void nothingToDoIsBadUsage() {
    StringWriter err = new StringWriter();
    int code = run(new PrintWriter(new StringWriter()), err, "--set=collect.http.enabled=false");
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("collect has nothing to do");
  }

  private int run(PrintWriter out, StringWriter err, String... more) {
    Settings shared = TestServices.settings();
    String[] arguments = new String[more.length + 3];
    arguments[0] = "collect";
    arguments[1] = "--home=" + home;
    arguments[2] = "--set=kafka.bootstrap-servers=" + shared.kafka().bootstrapServers();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Verbs.commandLine(new CollectCommand())
        .setOut(out)
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
