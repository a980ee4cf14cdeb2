package io.daping.streaming.journey;

import static io.daping.common.testing.Events.at;
import static io.daping.common.testing.Events.line;
import static io.daping.common.testing.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.config.Settings;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.OrderLine;
import io.daping.common.event.OrderStatus;
import io.daping.common.hbase.ControlStore;
import io.daping.common.spark.DeltaTables;
import io.daping.common.spark.DimensionTable;
import io.daping.common.spark.JourneyTables;
import io.daping.common.testing.TestTables;
import io.daping.streaming.Job;
import io.daping.streaming.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole query, on tables as intake leaves them. */
final class JourneyJobTest {
  private static SparkSession spark;
  private static TestTables tables;
  private static Settings settings;

  @BeforeAll
  static void create() {
    spark = Silver.session();
    tables = TestTables.create();
    settings = tables.settings();
    DeltaTables.of(settings).create(spark);
    JourneyTables.of(settings).create(spark);
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @Test
  void eventsBearWhatWasKnownAtTheirTimeAndARepeatedMicroBatchChangesNothing() throws Exception {
    Silver silver = new Silver(spark, settings);
    item("('i1', 'Tea', 1, 'first', 0, 7200), ('i1', 'Green Tea', 2, 'then', 7200, NULL)");
    silver.append(
        List.of(
            viewed("ann", at("09:59"), "i1"),
            viewed("ann", at("10:00"), "i1"),
            viewed("ann", at("10:01"), "i2"),
            paid("o1", "ann", at("10:02"), line("i1", 2, 500), line("i2", 1, 5))));
    run();
    long version = DimensionTable.ITEM.tableVersion(spark, settings).orElseThrow();
    List<String> once = enriched();
    assertThat(once)
        .containsExactly(
            "browse i1 Tea first " + version + " null",
            "browse i1 Green Tea then " + version + " null",
            "browse i2 null null " + version + " null",
            "line i1 Green Tea then " + version + " null",
            "line i2 null null " + version + " null");

    item("('i2', 'Cup', 1, 'now', 0, NULL)");
    uncommit();
    run();
    assertThat(enriched()).isEqualTo(once);
    assertThat(new ControlStore(tables.hbase()).pins("journey", 0).orElseThrow().item())
        .isEqualTo(version);

    silver.append(List.of(viewed("bob", at("10:05"), "i2")));
    run();
    assertThat(attributions()).containsExactly("o1 1 i1 120000", "o1 2 i2 60000");

    silver.append(List.of(viewed("ann", at("10:02"), "i1")));
    run();
    assertThat(attributions()).containsExactly("o1 1 i1 0", "o1 2 i2 60000");
    assertThat(enriched())
        .hasSize(once.size() + 2)
        .contains("browse i2 Cup now " + (version + 1) + " null");
  }

  private static OrderEvent paid(String order, String visitor, long time, OrderLine... lines) {
    return new OrderEvent(
        order + "-paid",
        time,
        order,
        null,
        OrderStatus.PAID,
        "CNY",
        null,
        null,
        null,
        visitor,
        null,
        List.of(lines));
  }

  private static void run() throws Exception {
    Job.JOURNEY.start(spark, settings, Running.ONCE).awaitTermination();
  }

  /** As a kill leaves it between the last write and Spark's commit. */
  private static void uncommit() throws Exception {
    Path commits = Path.of(settings.tables().checkpoints(), "journey", "commits");
    try (Stream<Path> files = Files.list(commits)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** Versions of items: key, name, version, a further column, seconds after 08:00 from and to. */
  private static void item(String values) {
    DimensionTable.ITEM.create(spark, settings);
    String zero = "timestamp_millis(" + at("08:00") + ")";
    spark
        .sql(
            "SELECT item_id, name, CAST(NULL AS string) AS shop_id, CAST(NULL AS string) AS brand,"
                + " CAST(NULL AS string) AS category_id, CAST(NULL AS bigint) AS list_price,"
                + " CAST(NULL AS string) AS currency, map('said', more) AS more, "
                + zero
                + " + make_interval(0,0,0,0,0,0,f) AS valid_from, "
                + zero
                + " + make_interval(0,0,0,0,0,0,t) AS valid_to, version FROM VALUES "
                + values
                + " AS v(item_id, name, version, more, f, t)")
        .write()
        .format("delta")
        .mode("append")
        .save(DimensionTable.ITEM.path(settings));
  }

  private static List<String> enriched() {
    JourneyTables journey = JourneyTables.of(settings);
    String row =
        "concat_ws(' ', '%s', item_id, coalesce(item_name, 'null'),"
            + " coalesce(item_more['said'], 'null'), item_version,"
            + " coalesce(string(user_version), 'null')) AS text, event_time";
    return journey
        .enrichedBrowse()
        .read(spark)
        .selectExpr(row.formatted("browse").split(", (?=event_time)"))
        .unionAll(
            journey
                .enrichedOrderLine()
                .read(spark)
                .selectExpr(row.formatted("line").split(", (?=event_time)")))
        .orderBy("event_time", "text")
        .select("text")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .toList();
  }

  private static List<String> attributions() {
    return JourneyTables.of(settings)
        .attributions()
        .read(spark)
        .selectExpr(
            "concat_ws(' ', order_id, line, item_id, coalesce(string(view_age_ms), 'null')) AS text")
        .orderBy("text")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .toList();
  }
}
