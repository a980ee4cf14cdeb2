package io.daping.acceptance;

import static io.daping.acceptance.Recorded.column;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Thirty nights of recorded orders: killed at any moment, run again, run side by side, their
 * content is the same, byte for byte.
 */
@Tag("drill")
class NightKillTest {
  private static final int KILLS = 3;
  private static final long SEED = 20_261_123;
  private static final String FIRST = "2010-12-01";
  private static final String MIDDLE = "2010-12-13";
  private static final String END = "2010-12-31";

  private static Daping daping;

  @BeforeAll
  static void stream() throws IOException {
    List<String> orders = RetailDays.records();
    daping = Daping.up("nights");
    Path folder = Files.createDirectories(daping.home().resolve("recorded"));
    Files.write(folder.resolve("order.jsonl"), orders);
    daping.run("replay", folder.toString());
    daping.run("stream", "--once", "--jobs", "intake,metrics");
  }

  @AfterAll
  static void stop() {
    if (daping != null) {
      daping.down();
    }
  }

  @Test
  void killsRepetitionsAndNightsSideBySideGiveTheSame() throws Exception {
    Random random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      Process night = start(daping, FIRST, END);
      night.waitFor(20 + random.nextInt(60), TimeUnit.SECONDS);
      night.destroyForcibly().waitFor();
    }
    daping.run("batch", "--from", FIRST, "--to", END);
    String served = Files.readString(daping.dump("served"));
    assertThat(served).isNotEmpty();
    assertDaysEqualTheTruth();

    daping.run("batch", "--from", FIRST, "--to", END);
    assertThat(Files.readString(daping.dump("served"))).isEqualTo(served);

    Daping calm = daping.beside("calm");
    calm.run("stream", "--once", "--jobs", "intake,metrics");
    Process first = start(calm, FIRST, MIDDLE);
    Process second = start(calm, MIDDLE, END);
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(Files.readString(calm.dump("served"))).isEqualTo(served);
    assertThat(Files.readString(calm.dump("batch")))
        .isEqualTo(Files.readString(daping.dump("batch")));
  }

  private static Process start(Daping where, String from, String to) throws IOException {
    Path out = Files.createTempFile(where.home(), "night-", ".out");
    return where.start(
        out, out.resolveSibling(out.getFileName() + ".err"), "batch", "--from", from, "--to", to);
  }

  private static void assertDaysEqualTheTruth() {
    JsonNode truth = Recorded.expected("online-retail").get("by_business_day").get("Asia/Shanghai");
    for (String money : List.of("gmv_paid", "gmv_net")) {
      JsonNode answer = ask(money, "--where", "currency=GBP");
      assertThat(Answers.byDay(answer)).as(money).isEqualTo(thirtyDays(column(truth, money)));
    }
    for (String metric : List.of("orders_paid", "units", "buyers")) {
      assertThat(Answers.byDay(ask(metric)))
          .as(metric)
          .isEqualTo(thirtyDays(column(truth, metric)));
    }
  }

  private static JsonNode ask(String metric, String... more) {
    String[] always = {"query", metric, "--format", "json", "--from", FIRST, "--to", END};
    String[] all = new String[always.length + more.length];
    System.arraycopy(always, 0, all, 0, always.length);
    System.arraycopy(more, 0, all, always.length, more.length);
    return daping.run(all).json();
  }

  /** A number of 0 is no cell. */
  private static Map<String, Long> thirtyDays(Map<String, Long> year) {
    Map<String, Long> days = new TreeMap<>(year);
    days.keySet().removeIf(day -> day.compareTo(FIRST) < 0 || day.compareTo(END) >= 0);
    days.values().removeIf(value -> value == 0);
    return days;
  }
}
