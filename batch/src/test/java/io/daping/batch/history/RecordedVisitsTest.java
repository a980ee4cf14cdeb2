package io.daping.batch.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.batch.DayRange;
import io.daping.batch.TestSpark;
import io.daping.batch.recompute.BusinessTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A recorded morning of browsing has as many sessions and funnels as its known truth says. */
class RecordedVisitsTest {
  private static final Path DATA =
      Path.of(System.getProperty("daping.root", ".."), "../shared/data").normalize();
  private static final DayRange RANGE = DayRange.of(LocalDate.of(2017, 11, 26));
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static JsonNode truth;
  private static Dataset<Row> browse;

  @BeforeAll
  static void read() throws IOException {
    Path file = DATA.resolve("taobao/browse.jsonl.gz");
    Assumptions.assumeTrue(Files.exists(file), () -> "the recorded data is absent: " + file);
    truth = new ObjectMapper().readTree(DATA.resolve("expected/taobao.json").toFile());
    browse =
        TestSpark.session()
            .read()
            .schema(
                "event_id STRING, event_time BIGINT, visitor_id STRING, user_id STRING, action STRING")
            .json(file.toString())
            .withColumn("day", new BusinessTime(ZONE).day(col("event_time")));
  }

  @Test
  void sessionsAreAsManyAsTheTruthSays() {
    assertThat(Sessions.of(RANGE, browse).count())
        .isEqualTo(truth.get("sessions_gap_30_minutes").asLong());
  }

  @Test
  void funnelIsTheTruths() {
    JsonNode funnel = truth.get("funnel_view_cart");
    Duration window = Duration.ofMinutes(funnel.get("window_minutes").asLong());
    Dataset<Row> users = new Funnels(window).of(RANGE, Funnels.ofBrowsing(browse)).persist();
    assertThat(users.select(count_distinct(col("user_id"))).head().getLong(0))
        .isEqualTo(users.count())
        .isEqualTo(funnel.get("view").asLong());
    assertThat(users.where("steps >= 2").count()).isEqualTo(funnel.get("view_then_cart").asLong());
  }
}
