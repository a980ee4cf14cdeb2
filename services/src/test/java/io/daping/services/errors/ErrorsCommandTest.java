package io.daping.services.errors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.cli.Verbs;
import io.daping.common.error.ErrorGroup;
import io.daping.common.error.ErrorText;
import io.daping.common.error.Fingerprints;
import io.daping.common.error.Sample;
import io.daping.common.hbase.ErrorGroupStore;
import io.daping.common.testing.TestTables;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verb on groups as the stream writes them. */
final class ErrorsCommandTest {
  private static final Instant NOW = Instant.now();
  private static final String STACK = "com.shop.NotPaid: no\n\tat com.shop.Till.pay(Till.java:3)";

  private TestTables tables;
  private ErrorGroupStore store;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void create() {
    tables = TestTables.create();
    store = new ErrorGroupStore(tables.hbase());
    store.add(1, List.of(seen("a", "checkout", NOW.minusSeconds(60), "1.0")));
    store.add(2, List.of(seen("a", "checkout", NOW.minusSeconds(50), "1.1")));
    store.add(1, List.of(seen("b", "checkout", NOW.minus(Duration.ofDays(3)), "1.0")));
    store.add(1, List.of(seen("c", "cart", NOW.minus(Duration.ofDays(30)), "1.0")));
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void theMostUrgentGroupIsListedFirst() throws IOException {
    JsonNode groups = json("list");
    assertThat(groups.findValuesAsText("fingerprint")).containsExactly("a", "b", "c");
    assertThat(groups.findValuesAsText("status")).containsExactly("new", "ongoing", "archived");
    assertThat(groups.get(0).path("count").asLong()).isEqualTo(2);
    assertThat(groups.get(0).path("title").asText()).isEqualTo("NotPaid: no at Till.pay");
    assertThat(groups.get(0).path("releases").toString()).isEqualTo("[\"1.0\",\"1.1\"]");
    assertThat(json("list", "--app", "cart").findValuesAsText("fingerprint")).containsExactly("c");
    assertThat(json("list", "--status", "new")).hasSize(1);
  }

  @Test
  void aGroupIsShownWithTheStackOfItsFirstError() throws IOException {
    JsonNode sample = json("show", "a").path("sample");
    assertThat(sample.path("stack").asText()).isEqualTo(STACK);
    assertThat(Instant.parse(sample.path("event_time").asText()))
        .isEqualTo(Instant.ofEpochMilli(NOW.minusSeconds(60).toEpochMilli()));
    assertThat(run("show", "a")).isZero();
    assertThat(out.toString()).contains("NotPaid: no at Till.pay", "\tat com.shop.Till.pay");
    assertThat(run("show", "z")).isEqualTo(1);
    assertThat(err.toString()).contains("no errors of fingerprint z").doesNotContain("\tat io");
  }

  @Test
  void whatIsFixedComesBackByALaterReleaseAlone() throws IOException {
    assertThat(json("fix", "b", "--release", "1.1").path("fixed_in").asText()).isEqualTo("1.1");
    Instant later = Instant.now().plusSeconds(60);
    store.add(3, List.of(seen("b", "checkout", later, "1.0")));
    assertThat(json("show", "b").path("status").asText()).isEqualTo("ongoing");
    store.add(4, List.of(seen("b", "checkout", later, "1.2")));
    assertThat(json("show", "b").path("status").asText()).isEqualTo("regressed");
    assertThat(json("archive", "b").path("status").asText()).isEqualTo("archived");
    assertThat(json("reopen", "b").path("status").asText()).isEqualTo("ongoing");
    assertThat(run("fix", "b")).isEqualTo(2);
  }

  @Test
  void mergedGroupsAreOneUntilTheyAreSplit() throws IOException {
    JsonNode tried = json("merge", "a", "b", "--dry-run");
    assertThat(tried.path("before").findValuesAsText("fingerprint")).containsExactly("a", "b");
    assertThat(tried.path("after").findValuesAsText("count")).containsExactly("3");
    assertThat(json("list")).hasSize(3);
    assertThat(json("merge", "a", "b")).isEqualTo(tried);
    JsonNode merged = json("show", "a");
    assertThat(merged.path("fingerprint").asText()).isEqualTo("b");
    assertThat(merged.path("members").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(merged.path("count").asLong()).isEqualTo(3);
    assertThat(run("merge", "b", "a")).isEqualTo(1);
    assertThat(run("merge", "c", "b")).isEqualTo(1);
    assertThat(err.toString()).contains("one group already", "of one application");
    assertThat(json("split", "b").path("after").findValuesAsText("count"))
        .containsExactly("2", "1");
    assertThat(json("list")).hasSize(3);
    assertThat(run("split", "a")).isEqualTo(1);
  }

  private JsonNode json(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    assertThat(run(all.toArray(String[]::new))).as(err.toString()).isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("errors"));
    all.addAll(List.of(arguments));
    all.add("--home=" + tables.settings().home().dir());
    all.add("--set=hbase.bootstrap-servers=" + tables.settings().hbase().bootstrapServers());
    all.add("--set=hbase.table-prefix=" + tables.settings().hbase().tablePrefix());
    return Verbs.commandLine(new ErrorsCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private static ErrorGroup seen(String fingerprint, String app, Instant at, String release) {
    ErrorText text = new ErrorText(app, "l", "failed", "com.shop.NotPaid", "no", STACK);
    Sample sample =
        new Sample("e" + at, at.toEpochMilli(), "ERROR", "h", "main", release, null, text);
    return ErrorGroup.of(fingerprint, sample).titled(Fingerprints.STANDARD);
  }
}
