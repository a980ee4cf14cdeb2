package io.daping.batch;

import static io.daping.common.testing.Events.paid;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.fsck.Fsck;
import io.daping.batch.fsck.Outcome;
import io.daping.batch.maintain.Maintenance;
import io.daping.batch.maintain.Maintenance.Compaction;
import io.daping.batch.maintain.Mode;
import io.daping.batch.maintain.UpkeepResult;
import io.daping.batch.store.StoredTable;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.config.Settings;
import io.daping.common.event.Event;
import io.daping.common.event.Topic;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.Seal;
import io.daping.common.spark.DeltaTables.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Upkeep takes what nobody needs, and nothing else. */
@Tag("drill")
class MaintainTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate DAY = LocalDate.of(2010, 5, 5);

  private final SparkSession spark = TestSpark.session();

  @Test
  void daysWhoseTimeIsOverGoOnceTheyAreSealedAndNobodyMissesThem() {
    Shop shop = Shop.open(ZONE);
    Stores stores = new Stores(shop.settings(), shop.hbase());
    Table bronze = stores.tables().bronze();
    Table silver = stores.tables().silver(Topic.ORDER);
    long next = stores.took(0, TestSpark.inOrder(List.of(order("o1", "10:00"))));
    stores.took(1, TestSpark.inOrder(List.of(order("o2", "12:00")), next));
    shop.night().recompute(DayRange.of(DAY));
    List<String> gold = shop.gold(DAY);
    assertThat(gold).anyMatch(row -> row.startsWith("[records,day"));

    assertThat(maintain(shop.settings(), Mode.DO))
        .flatExtracting(UpkeepResult::left)
        .hasSize(2)
        .allMatch(left -> left.contains("not sealed yet: [2010-05-05]"));
    assertThat(rows(bronze)).isEqualTo(6);
    new ControlStore(shop.hbase()).write(new Seal(DAY, 1, 1, Shop.NOW, null));
    assertThat(maintain(shop.settings(), Mode.TELL))
        .flatExtracting(UpkeepResult::done)
        .contains("bronze: day 2010-05-05, 6 records", "quarantine: day 2010-05-05, 2 records");
    assertThat(rows(bronze)).as("a dry run").isEqualTo(6);

    assertThat(maintain(shop.settings(), Mode.DO)).flatExtracting(UpkeepResult::left).isEmpty();

    assertThat(rows(bronze)).isZero();
    assertThat(rows(stores.tables().quarantine())).isZero();
    assertThat(rows(silver)).isEqualTo(2);
    assertThat(maintain(shop.settings(), Mode.DO))
        .as("again")
        .flatExtracting(UpkeepResult::done)
        .isEmpty();
    assertThat(fsck(shop)).as("fsck").isEmpty();
    shop.night().recompute(DayRange.of(DAY));
    assertThat(shop.gold(DAY)).as("what came, counted again").isEqualTo(gold);
  }

  @Test
  void filesOfPastVersionsGoUnlessAStreamHasNotReadThem() throws Exception {
    Stores stores = Stores.alone();
    Settings hasty =
        stores.with(Map.of("maintain.files-keep", "1 ms", "maintain.log-keep", "1 day"));
    Table silver = stores.tables().silver(Topic.ORDER);
    long next = stores.took(0, TestSpark.inOrder(List.of(order("o1", "10:00"))));
    read(silver, hasty);
    next = stores.took(1, TestSpark.inOrder(List.of(order("o2", "12:00")), next));
    stores.took(2, TestSpark.inOrder(List.of(order("o3", "13:00")), next));

    assertThat(maintain(hasty, Mode.DO))
        .flatExtracting(UpkeepResult::left)
        .anyMatch(left -> left.contains("silver_order: query journey has read it up to version 1"));
    assertThat(onDisk(silver)).as("packed, and what it was packed from").isEqualTo(4);

    read(silver, hasty);
    maintain(hasty, Mode.DO);

    assertThat(onDisk(silver)).isEqualTo(1);
    assertThat(rows(silver)).isEqualTo(3);
    assertThat(spark.read().parquet(hasty.home().dir().resolve("read").toString()).count())
        .as("read by the stream, each once")
        .isEqualTo(3);
    assertThat(maintain(hasty, Mode.DO)).flatExtracting(UpkeepResult::done).isEmpty();
  }

  private List<UpkeepResult> maintain(Settings settings, Mode mode) {
    return new Maintenance(spark, settings, Clock.systemUTC()).run(mode, Compaction.AS_HBASE_LIKES);
  }

  private List<String> fsck(Shop shop) {
    return new Fsck(spark, shop.settings(), Catalogue.load())
        .run(DayRange.of(DAY), List.of("files", "transactions", "records")).stream()
            .map(Outcome::findings)
            .flatMap(List::stream)
            .toList();
  }

  /** As the query `journey` does: all that is there, then its checkpoint says so. */
  private void read(Table table, Settings settings) throws Exception {
    spark
        .readStream()
        .format("delta")
        .load(table.path())
        .writeStream()
        .format("parquet")
        .option("checkpointLocation", settings.tables().checkpoints() + "/journey")
        .trigger(Trigger.AvailableNow())
        .start(settings.home().dir().resolve("read").toString())
        .awaitTermination();
  }

  private int onDisk(Table table) {
    return spark
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", "true")
        .option("pathGlobFilter", "part-*.parquet")
        .load(table.path())
        .select("path")
        .collectAsList()
        .size();
  }

  private long rows(Table table) {
    return StoredTable.rows(spark, table).count();
  }

  private static Event order(String id, String time) {
    Instant at = DAY.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    return paid(id, "user-" + id, at, 9_900);
  }
}
