package io.daping.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * One person among others, from her first event to the last byte of her: in clear text in bronze
 * alone, found by the scan wherever she is planted, and gone from every file when she is forgotten.
 */
@Tag("drill")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForgetTest {
  private static final String USER = "user-gone-4711";
  private static final String DEVICE = "device-gone-0815";
  private static final String NAME = "欧阳不见";
  private static final String PHONE = "13812345678";
  private static final String STREET = "浙江省杭州市西湖区消失路77号";
  private static final String ELSEWHERE = "上海市静安区留下路1号";
  private static final String CARD = "6222020903001483077";
  private static final List<String> PERSON = List.of(USER, DEVICE, NAME, PHONE, "消失路77号");
  private static final String OTHER = "user-stays-0001";
  private static final long TIME = 1_731_290_400_000L; // 2024-11-11T10:00+08:00
  private static final String BEGUN = Instant.now().minus(Duration.ofMinutes(1)).toString();
  private static Daping daping;
  private static Path events;

  @BeforeAll
  static void streamHerAndOthers() throws IOException {
    daping = Daping.whole("forget");
    events = Files.createDirectories(daping.home().resolve("events"));
    write(
        "order",
        order("o-gone-1", "CREATED", USER, DEVICE, "138-1234-5678", NAME),
        order("o-gone-1", "PAID", USER, DEVICE, "+86 13812345678", NAME),
        // Not logged in, on her device.
        order("o-gone-2", "PAID", null, DEVICE, PHONE, NAME),
        // Not logged in, on another device, to her telephone.
        order("o-gone-3", "PAID", null, "device-else", PHONE, NAME),
        // Somebody else's present for her.
        order("o-gift", "PAID", OTHER, "device-stays", PHONE, NAME),
        order("o-stays", "PAID", OTHER, "device-stays", "13987654321", "王留下"),
        // Refused: there are two ids; it goes to quarantine with all its bytes.
        order("o-gone-4", "PAID", USER, DEVICE, PHONE, NAME).replace("{", "{\"event_id\":\"q\","));
    write(
        "search",
        event("visitor_id", DEVICE, "user_id", USER, "query", "礼物 " + PHONE),
        event("visitor_id", "device-stays", "user_id", OTHER, "query", "卡号 " + CARD));
    write(
        "applog",
        event("app", "pay", "level", "ERROR", "message", "no money for " + USER + ", " + PHONE),
        event("app", "pay", "level", "INFO", "message", "took 17850 ms for " + OTHER));
    daping.run("replay", events.toString(), "--record-time=event");
    daping.run("stream", "--once");
  }

  @AfterAll
  static void stop() {
    if (daping != null) {
      daping.down();
    }
  }

  @Test
  @Order(1)
  void silverHasMasksAndTokensAndTheScanFindsNothing() throws IOException {
    String silver = String.join("\n", rows("silver_order"));
    assertThat(silver)
        .contains("receiver_name_masked: 欧**")
        .contains("receiver_phone_masked: 138****5678")
        .contains("receiver_address_masked: 浙江省杭州市***")
        .doesNotContain(NAME, PHONE, "消失路");
    List<String> tokens =
        silver.lines().filter(l -> l.startsWith("receiver_phone_token")).distinct().toList();
    assertThat(tokens).as("her five orders share one, the sixth has another").hasSize(2);
    assertThat(String.join("\n", rows("bronze"))).contains(NAME, PHONE, CARD);

    Daping.Done scan = daping.attempt("privacy", "scan", "--json");
    assertThat(scan.json().get("found")).as(scan.text()).isEmpty();
    assertThat(scan.json().get("open")).isEmpty();
    assertThat(scan.exitCode()).isZero();
  }

  @Test
  @Order(2)
  void plantedCardNumberAndOpenFolderFailTheScan() throws IOException {
    Path export = Files.createDirectories(daping.home().resolve("exports")).resolve("cards.csv");
    Files.writeString(export, "name,card\n王,6222 0209 0300 1483 077\n");
    Path bronze = daping.home().resolve("tables/bronze");
    var closed = Files.getPosixFilePermissions(bronze);
    assertThat(closed).hasSize(3);

    Daping.Done scan = daping.attempt("privacy", "scan", "--json");

    assertThat(scan.exitCode()).isEqualTo(1);
    JsonNode found = scan.json().get("found");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).get("store").asText()).isEqualTo("exports");
    assertThat(found.get(0).get("where").asText()).isEqualTo("line 2");
    assertThat(found.get(0).get("kind").asText()).isEqualTo("bank_card");
    assertThat(found.get(0).get("first").asText()).isEqualTo("622202********3077");
    Files.delete(export);
  }

  @Test
  @Order(3)
  void rotationGivesNewRowsANewKeyAndOldRowsKeepTheirs() throws IOException {
    daping.run("privacy", "rotate");
    write("order", order("o-late", "PAID", USER, DEVICE, PHONE, NAME));
    Files.delete(events.resolve("search.jsonl"));
    Files.delete(events.resolve("applog.jsonl"));
    daping.run("replay", events.toString(), "--record-time=event");
    daping.run("stream", "--once");
    List<String> keys =
        rows("silver_order").stream()
            .flatMap(String::lines)
            .filter(line -> line.startsWith("pii_key_id"))
            .distinct()
            .toList();
    assertThat(keys).hasSize(2);
    String ring = daping.run("privacy", "keys").text();
    assertThat(ring.lines()).hasSize(2).anyMatch(line -> line.endsWith(" active"));
  }

  @Test
  @Order(4)
  void forgettingIsRefusedWhileTheJobsRun() throws Exception {
    Process stream =
        daping.start(
            daping.home().resolve("stream.out"), daping.home().resolve("stream.err"), "stream");
    try {
      Path ready = daping.home().resolve("run/stream.ready");
      String pid = Long.toString(stream.pid());
      RetryPolicy<Object> poll =
          RetryPolicy.builder()
              .handleResult(false)
              .withDelay(Duration.ofMillis(20))
              .withMaxAttempts(-1)
              .withMaxDuration(Duration.ofMinutes(2))
              .build();
      boolean isReady =
          Failsafe.with(poll)
              .get(() -> Files.exists(ready) && Files.readString(ready).strip().equals(pid));
      assertThat(isReady).isTrue();
      Daping.Done done = daping.attempt("forget", USER);
      assertThat(done.exitCode()).isEqualTo(78);
      assertThat(done.stderr()).contains("another process runs", "Stop it first");
    } finally {
      stream.destroy();
      stream.waitFor();
    }
  }

  @Test
  @Order(5)
  void afterForgettingNoByteOfHerIsInAnyFile() throws IOException {
    Path exports = daping.home().resolve("exports");
    Files.writeString(
        exports.resolve("buyers.csv"), "user,spent\n" + USER + ",42\n" + OTHER + ",7");
    assertThat(filesWithHer()).as("before").isNotEmpty();
    assertThat(parquetWithHer()).as("before").isNotEmpty();

    String said = daping.run("forget", USER).text();

    assertThat(said).contains("2024-11-11", "Kafka still holds").doesNotContain("STILL THERE");
    assertThat(parquetWithHer()).isEmpty();
    assertThat(filesWithHer()).isEmpty();
    assertThat(Files.readString(exports.resolve("buyers.csv"))).contains(OTHER + ",7");
    assertThat(String.join("\n", rows("silver_order")))
        .contains("o-gift", "o-stays", "王**")
        .doesNotContain("o-gone", "欧**");
    assertThat(String.join("\n", rows("silver_applog"))).contains(OTHER);
    assertThat(String.join("\n", rows("bronze"))).contains("o-stays", "王留下");
    assertThat(String.join("\n", rows("erasures"))).contains("pii_key_id: k", "user_token: ");
    JsonNode proof =
        daping.run("completeness", "--json", "--from", BEGUN, "--to", "9999-01-01").json();
    assertThat(proof.get("sent").asLong()).isEqualTo(12);
    assertThat(proof.get("landed").asLong()).as("the gift and three of others").isEqualTo(4);
    assertThat(proof.get("forgotten").asLong()).isEqualTo(8);
    assertThat(proof.get("missing").asLong()).isZero();
  }

  @Test
  @Order(6)
  void forgettingAgainFindsNothingAndTheOthersGoOn() {
    assertThat(daping.run("forget", USER).text().lines().filter(l -> l.endsWith(" erased")))
        .hasSize(4)
        .allMatch(line -> line.matches("\\w+ +0 erased"));
    daping.run("stream", "--once");
    assertThat(daping.run("privacy", "scan").text()).contains("nothing personal");
  }

  /** Files of tables, HBase, logs and exports; Kafka's own end with its retention. */
  private static List<String> filesWithHer() throws IOException {
    List<String> found = new ArrayList<>();
    for (String folder : List.of("tables", "hbase", "logs", "exports", "checkpoints", "run")) {
      for (Path file : Parquet.files(daping.home().resolve(folder))) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        PERSON.stream()
            .filter(word -> bytes.contains(latin(word)))
            .forEach(word -> found.add(word + " in " + file));
      }
    }
    return found;
  }

  /** Compressed files are read, also those that no snapshot names. */
  private static List<String> parquetWithHer() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : Parquet.files(daping.home().resolve("tables"))) {
      if (file.toString().endsWith(".parquet")) {
        String text = latin(String.join("\n", Parquet.rows(file)));
        PERSON.stream()
            .filter(word -> text.contains(latin(word)))
            .forEach(word -> found.add(word + " in " + file));
      }
    }
    return found;
  }

  private static List<String> rows(String table) throws IOException {
    return Parquet.rowsOf(daping.home().resolve("tables").resolve(table));
  }

  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static void write(String topic, String... lines) throws IOException {
    Files.writeString(events.resolve(topic + ".jsonl"), String.join("\n", lines) + "\n");
  }

  private static String order(
      String order, String status, String user, String device, String phone, String name) {
    String fields =
        event("order_id", order, "status", status, "visitor_id", device, "receiver_phone", phone);
    String address = phone.endsWith("5678") ? STREET : ELSEWHERE;
    String whose = user == null ? "" : ",\"user_id\":\"" + user + "\"";
    return fields.substring(0, fields.length() - 1)
        + whose
        + ",\"receiver_name\":\""
        + name
        + "\",\"receiver_address\":\""
        + address
        + "\",\"lines\":[{\"item_id\":\"i1\",\"quantity\":1,\"unit_price\":4200}]}";
  }

  private static String event(String... fields) {
    StringBuilder json = new StringBuilder("{\"event_id\":\"e" + fields[1] + fields[3] + "\"");
    json.append(",\"event_time\":").append(TIME);
    for (int i = 0; i < fields.length; i += 2) {
      json.append(",\"%s\":\"%s\"".formatted(fields[i], fields[i + 1]));
    }
    return json.append('}').toString();
  }
}
