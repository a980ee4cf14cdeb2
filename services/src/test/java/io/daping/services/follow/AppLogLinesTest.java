package io.daping.services.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.config.FollowSettings.FollowedLog;
import io.daping.common.config.FollowSettings.Kind;
import io.daping.common.config.LogLayout;
import io.daping.common.sender.Outgoing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines as the frameworks write them, by their layouts. */
class AppLogLinesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void log4j() {
    assertThat(
            events(
                "log4j",
                "2015-10-18 18:01:47,978 INFO [main] org.apache.hadoop.mapreduce.v2.app.MRAppMaster: Created MRAppMaster",
                "2015-10-18 18:01:48,001 WARN  [Thread-7] a.b.C - no space: 3 < 4"))
        .containsExactly(
            "2015-10-18T10:01:47.978Z INFO org.apache.hadoop.mapreduce.v2.app.MRAppMaster main Created MRAppMaster",
            "2015-10-18T10:01:48.001Z WARN a.b.C Thread-7 no space: 3 < 4");
  }

  @Test
  void logback() {
    assertThat(
            events(
                "logback",
                "2026-11-11 10:00:00.123 [main] INFO  com.shop.Till - sold",
                "2026-11-11 10:00:00,124 [http-nio-1 x] ERROR com.shop.Till -- refused"))
        .containsExactly(
            "2026-11-11T02:00:00.123Z INFO com.shop.Till main sold",
            "2026-11-11T02:00:00.124Z ERROR com.shop.Till http-nio-1 x refused");
  }

  @Test
  void spring() {
    assertThat(
            events(
                "spring",
                "2026-11-11 10:00:00.123  INFO 4711 --- [           main] com.shop.ShopApplication                 : Started in 2.1 seconds",
                "2026-11-11T10:00:00.124+01:00 DEBUG 4711 --- [shop] [nio-8080-exec-1] o.s.web.servlet.DispatcherServlet        : GET \"/\", parameters={}"))
        .containsExactly(
            "2026-11-11T02:00:00.123Z INFO com.shop.ShopApplication main Started in 2.1 seconds",
            "2026-11-11T09:00:00.124Z DEBUG o.s.web.servlet.DispatcherServlet nio-8080-exec-1 GET \"/\", parameters={}");
  }

  /** Lines of a Tomcat 8.0.24, which writes both forms of time. */
  @Test
  void juli() {
    assertThat(
            events(
                "juli",
                "21-Sep-2015 20:03:13.292 INFO [main] org.apache.catalina.startup.VersionLoggerListener.log Server version:        Apache Tomcat/8.0.24",
                "21-Sep-2015 20:03:14 SEVERE [localhost-startStop-1] org.apache.catalina.core.StandardContext.startInternal Error filterStart"))
        .containsExactly(
            "2015-09-21T12:03:13.292Z INFO org.apache.catalina.startup.VersionLoggerListener main Server version:        Apache Tomcat/8.0.24",
            "2015-09-21T12:03:14Z ERROR org.apache.catalina.core.StandardContext localhost-startStop-1 Error filterStart");
  }

  @Test
  void juliOnTwoLines() {
    assertThat(
            events(
                "juli-default",
                "Sep 21, 2015 8:03:13 PM org.apache.catalina.core.StandardService startInternal",
                "INFO: Starting service Catalina",
                "Sep 01, 2015 12:00:05 AM com.shop.Till sell",
                "SEVERE: refused",
                "java.io.IOException: closed",
                "\tat com.shop.Till.sell(Till.java:7)",
                "Nov 1, 2015 12:00:00 PM is the day of Till",
                "Nov 01, 2015 1:00:00 PM com.shop.Till",
                "FINE: by a logger alone"))
        .containsExactly(
            "2015-09-21T12:03:13Z INFO org.apache.catalina.core.StandardService null Starting service Catalina",
            "2015-08-31T16:00:05Z ERROR com.shop.Till null refused java.io.IOException",
            "2015-11-01T05:00:00Z DEBUG com.shop.Till null by a logger alone");
  }

  @Test
  void aHeadingWithoutItsSecondLineIsALineLikeOthers() {
    String heading = "Sep 21, 2015 8:03:13 PM com.shop.Till sell";
    AppLogLines lines = lines("juli-default");
    feed(lines, 0, heading, heading, "INFO: sold", heading);
    assertThat(lines.firstOpen(1_000))
        .as("where a restart goes on")
        .isEqualTo(heading.length() + 1);
    lines.cut();
    assertThat(lines.take().stream().map(o -> new String(o.value(), UTF_8)))
        .satisfiesExactly(
            raw -> assertThat(raw).isEqualTo(heading),
            event -> assertThat(event).contains("\"sold\\n" + heading));
    feed(lines, 500, heading);
    assertThat(lines.firstOpen(1_000)).isEqualTo(500);
  }

  @Test
  void python() {
    assertThat(
            events(
                "python",
                "2026-11-11 10:00:00,123 - shop.till - WARNING - low on paper",
                "2026-11-11 10:00:00,124 - root - CRITICAL - no paper",
                "Traceback (most recent call last):"))
        .containsExactly(
            "2026-11-11T02:00:00.123Z WARN shop.till null low on paper",
            "2026-11-11T02:00:00.124Z FATAL root null no paper\nTraceback (most recent call last):");
  }

  @Test
  void plain() {
    assertThat(
            events(
                "plain",
                "2026-11-11T10:00:00Z ERROR: refused",
                "2026-11-11 10:00:00 INFO   sold [1]"))
        .containsExactly(
            "2026-11-11T10:00:00Z ERROR null null refused",
            "2026-11-11T02:00:00Z INFO null null sold [1]");
  }

  private static List<String> events(String layout, String... text) {
    AppLogLines lines = lines(layout);
    feed(lines, 0, text);
    lines.cut();
    return lines.take().stream().map(AppLogLinesTest::event).toList();
  }

  private static AppLogLines lines(String layout) {
    return new AppLogLines(
        new FollowedLog(
            "/log",
            Kind.APPLOG,
            "shop",
            "",
            ZoneId.of("Asia/Shanghai"),
            UTF_8,
            List.of(LogLayout.named(layout))),
        "log");
  }

  private static void feed(AppLogLines lines, long from, String... text) {
    long offset = from;
    for (String line : text) {
      lines.line(offset, line.getBytes(UTF_8));
      offset += line.length() + 1;
    }
  }

  private static String event(Outgoing record) {
    try {
      JsonNode json = JSON.readTree(record.value());
      List<String> parts =
          Arrays.asList(
              Instant.ofEpochMilli(json.get("event_time").longValue()).toString(),
              json.get("level").textValue(),
              json.path("logger").textValue(),
              json.path("thread").textValue(),
              json.get("message").textValue());
      String type = json.at("/exception/type").asText();
      return String.join(" ", parts) + (type.isEmpty() ? "" : " " + type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
