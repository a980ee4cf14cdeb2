package io.daping.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.daping.common.catalogue.Grain;
import io.daping.services.TestWall.Event;
import io.daping.services.TestWall.Events;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What browsers are told: snapshot, updates, staleness, and that they share one reader. */
@Timeout(60)
final class WallFeedTest {
  @TempDir private Path home;
  private final MemoryCells cells = Promotion.cells();
  private TestWall wall;

  @BeforeEach
  void start() {
    wall = TestWall.over(cells, home);
  }

  @AfterEach
  void stop() {
    wall.close();
  }

  @Test
  void theSnapshotHoldsTheNumbersOfTheNewestDay() throws Exception {
    try (Events events = wall.follow()) {
      JsonNode shown = until(events, data -> data.get("gmv_paid_today").asLong() > 0);
      assertThat(shown.get("title").asText()).isEqualTo("双十一大屏");
      assertThat(shown.get("business_day").asText()).isEqualTo("2026-11-11");
      assertThat(shown.get("gmv_paid_today").asLong()).isEqualTo(Promotion.GMV);
      assertThat(shown.get("buyers_today").toString())
          .isEqualTo("{\"value\":39870,\"error\":0.0065}");
      assertThat(shown.get("uv_today").toString()).isEqualTo("{\"value\":402118,\"error\":0.0081}");
      assertThat(shown.get("top_items")).hasSize(5);
      assertThat(shown.at("/top_items/0").toString())
          .isEqualTo("{\"rank\":1,\"item_id\":\"手机-8821\",\"units\":9421,\"gmv_paid\":98765400}");
      assertThat(shown.get("stale").asBoolean()).isFalse();
      assertThat(shown.get("data_age_ms").asLong()).isBetween(0L, 60_000L);
    }
  }

  @Test
  void theWallAsksForNothingThatTheCatalogueLacks() throws Exception {
    try (Events events = wall.follow()) {
      JsonNode shown = until(events, data -> data.get("gmv_paid_today").asLong() > 0);
      assertThat(shown).noneMatch(JsonNode::isNull);
      assertThat(shown.get("top_items")).noneMatch(item -> item.get("units").isNull());
    }
  }

  @Test
  void anUpdateBearsOnlyTheMinutesThatChanged() throws Exception {
    try (Events events = wall.follow()) {
      until(events, data -> data.get("gmv_minutes").size() == 90);
      cells.put("gmv_paid", Grain.MINUTE, Promotion.MIDNIGHT.plusSeconds(60), 7);
      Event changed = untilEvent(events, event -> event.data().get("gmv_minutes").size() > 0);
      assertThat(changed.name()).isEqualTo("update");
      assertThat(changed.data().get("gmv_minutes"))
          .hasToString("[[" + Promotion.MIDNIGHT.plusSeconds(60).toEpochMilli() + ",7]]");
    }
  }

  @Test
  void aNewBusinessDayIsAWholeSnapshot() throws Exception {
    try (Events events = wall.follow()) {
      until(events, data -> data.get("gmv_paid_today").asLong() == Promotion.GMV);
      Instant tomorrow = Promotion.DAY.plusDays(1).atStartOfDay(Promotion.ZONE).toInstant();
      cells.put("gmv_paid", Grain.DAY, tomorrow, 5);
      cells.watermark = tomorrow.plusSeconds(1);
      Event first = untilEvent(events, e -> e.data().get("gmv_paid_today").asLong() == 5);
      assertThat(first.name()).isEqualTo("snapshot");
      assertThat(first.data().get("business_day").asText()).isEqualTo("2026-11-12");
    }
  }

  @Test
  void anOutageIsAPauseWithTheLastNumbersMarkedStale() throws Exception {
    try (Events events = wall.follow()) {
      JsonNode before = until(events, data -> data.get("gmv_paid_today").asLong() > 0);
      cells.outage = true;
      JsonNode stale = until(events, data -> data.get("stale").asBoolean());
      JsonNode later = until(events, data -> age(data) > age(stale));
      assertThat(later.get("gmv_paid_today")).isEqualTo(before.get("gmv_paid_today"));
      assertThat(wall.json("/api/v1/wall").get("stale").asBoolean()).isTrue();
      cells.outage = false;
      until(events, data -> !data.get("stale").asBoolean());
    }
  }

  @Test
  void manyBrowsersShareOneReader() throws Exception {
    List<Events> browsers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      browsers.add(wall.follow());
    }
    for (Events browser : browsers) {
      until(browser, data -> data.get("gmv_paid_today").asLong() == Promotion.GMV);
    }
    assertThat(wall.service().feed().clientCount()).isEqualTo(500);
    assertThat(cells.readingThreads).containsExactly("wall-reader");
    for (Events browser : browsers) {
      browser.close();
    }
  }

  @Test
  void aBrowserThatDoesNotReadIsDroppedAndTheOthersGoOn() throws Exception {
    try (Socket deaf = deafBrowser();
        Events other = wall.follow()) {
      long value = 0;
      do {
        cells.put("gmv_paid", Grain.DAY, Promotion.MIDNIGHT, ++value);
        changeAllMinutes(value);
        long expected = value;
        until(other, data -> data.get("gmv_paid_today").asLong() == expected);
      } while (wall.service().feed().clientCount() > 1);
      assertThat(deaf.isClosed()).isFalse();
      assertThat(wall.service().feed().clientCount()).isEqualTo(1);
    }
  }

  private void changeAllMinutes(long value) {
    for (int minute = 0; minute < 1_440; minute++) {
      Instant start = Promotion.MIDNIGHT.plusSeconds(60L * minute);
      cells.put("pv", Grain.MINUTE, start, value);
    }
  }

  private Socket deafBrowser() throws IOException {
    URI address = URI.create(wall.url());
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new java.net.InetSocketAddress(address.getHost(), address.getPort()));
    String request = "GET /api/v1/wall/stream HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static long age(JsonNode data) {
    return data.get("data_age_ms").asLong();
  }

  private static JsonNode until(Events events, Predicate<JsonNode> seen) throws IOException {
    return untilEvent(events, event -> seen.test(event.data())).data();
  }

  private static Event untilEvent(Events events, Predicate<Event> seen) throws IOException {
    Event event = events.next();
    while (!seen.test(event)) {
      event = events.next();
    }
    return event;
  }
}
