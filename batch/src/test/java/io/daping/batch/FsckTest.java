package io.daping.batch;

import static io.daping.common.testing.Events.paid;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.PublishStep.Publish;
import io.daping.batch.fsck.Fsck;
import io.daping.batch.fsck.Outcome;
import io.daping.batch.store.StoredTable;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.event.Event;
import io.daping.common.event.Topic;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.spark.AppendOnce;
import io.daping.common.spark.DeltaTables.Table;
import io.delta.tables.DeltaTable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Damage is found and named; what is whole has nothing wrong. */
class FsckTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate DAY = LocalDate.of(2010, 3, 3);
  private static final int ORDERS_PAID = 5;

  private static Shop shop;
  private static Stores stores;

  private final SparkSession spark = TestSpark.session();
  private Undo undo = () -> {};

  /** Puts right what a test has damaged. */
  private interface Undo {
    void run() throws IOException;
  }

  @BeforeAll
  static void fillStores() {
    shop = Shop.open(ZONE);
    stores = new Stores(shop.settings(), shop.hbase());
    List<Event> morning = List.of(order("o1", "10:00"), order("o2", "10:01"));
    long next = stores.took(0, TestSpark.inOrder(morning));
    stores.took(1, TestSpark.inOrder(List.of(order("o3", "12:00")), next));
    shop.night().recompute(DayRange.of(DAY));
    shop.night().publish(DayRange.of(DAY), Publish.ALWAYS);
  }

  @AfterEach
  void putRight() throws IOException {
    undo.run();
  }

  @Test
  void wholeStoresHaveNothingWrong() {
    List<Outcome> outcomes = fsck();

    assertThat(outcomes).extracting(Outcome::findings).containsOnly(List.of());
    assertThat(outcomes).allMatch(Outcome::ok);
    assertThat(of(outcomes, "records").figures())
        .containsEntry("came", 7L)
        .containsEntry("judged", 5L);
    assertThat(of(outcomes, "sealed").figures().get("numbers")).isPositive();
    assertThat(of(outcomes, "files").figures().get("pages")).isPositive();
  }

  @Test
  void fileThatIsFlippedOrCutOrGoneIsNamed() throws IOException {
    Table silver = stores.tables().silver(Topic.ORDER);
    undo = restored(silver.path());
    Path file = dataFile(silver);
    String name = file.getFileName().toString();
    byte[] whole = Files.readAllBytes(file);
    byte[] flipped = whole.clone();
    flipped[indexOf(whole, "user-o")] ^= 1;

    Files.write(file, flipped);
    assertThat(wrong("files"))
        .as("by the disk's checksum")
        .singleElement()
        .asString()
        .contains(name);

    Files.delete(file.resolveSibling("." + name + ".crc"));
    assertThat(wrong("files")).as("by the page's").singleElement().asString().contains(name);

    Files.write(file, Arrays.copyOf(whole, whole.length - 100));
    assertThat(wrong("files"))
        .singleElement()
        .asString()
        .contains(name, "bytes, the log says " + whole.length);

    Files.delete(file);
    assertThat(wrong("files")).singleElement().asString().contains(name);
  }

  @Test
  void commitThatIsGoneIsNamed() throws IOException {
    String bronze = stores.tables().bronze().path();
    undo = restored(bronze);
    Path newest = Path.of(bronze, "_delta_log", "00000000000000000002.json");
    Files.delete(newest);
    assertThat(wrong("commits")).containsExactly("file:" + newest + " is missing");

    Files.writeString(newest, "{\"commitInfo\":");
    Files.delete(newest.resolveSibling("." + newest.getFileName() + ".crc"));
    assertThat(wrong("commits")).singleElement().asString().contains("does not parse");
  }

  @Test
  void recordThatIsTwiceOrMissingInBronzeIsNamed() throws IOException {
    Table bronze = stores.tables().bronze();
    undo = restored(bronze.path());
    stores
        .records(2, 3, "2010-03-03T02:00:00Z")
        .to(bronze.schema())
        .write()
        .format("delta")
        .mode("append")
        .save(bronze.path());
    assertThat(wrong("records")).containsExactly("order/0: offset 2 has 2 rows in bronze");

    DeltaTable.forPath(spark, bronze.path()).delete("offset IN (0, 2, 3, 6)");
    assertThat(wrong("records"))
        .contains(
            "order/0: offsets 2 to 3 are missing in bronze",
            "order/0: offset 0 is in silver or quarantine, not in bronze",
            "order/0: bronze ends before offset 6, intake has read up to 7",
            "order: rows of bronze that ever were: 3, counted by intake: 7");
  }

  @Test
  void eventThatIsMissingInSilverIsMissedInTheSum() throws IOException {
    Table silver = stores.tables().silver(Topic.ORDER);
    undo = restored(silver.path());
    DeltaTable.forPath(spark, silver.path()).delete("offset = 1");

    assertThat(wrong("records"))
        .containsExactly(
            "order: rows of silver and quarantine that ever were: 4, counted by intake: 5");
  }

  @Test
  void microBatchThatNobodyBeganIsNamed() throws IOException {
    Table silver = stores.tables().silver(Topic.ORDER);
    undo = restored(silver.path());
    new AppendOnce(silver, "daping/intake/1/silver_order", 7).write(silver.read(spark).limit(1));
    assertThat(wrong("transactions"))
        .contains(
            "table silver_order has micro-batch 7 of daping/intake/1/silver_order, but the query"
                + " has begun no later one than 1 of generation 1");
  }

  @Test
  void checkpointThatIsDamagedIsNamed() throws IOException {
    String folder = stores.checkpoint().toString();
    undo = restored(folder);
    Files.writeString(Path.of(folder, "offsets/0"), "v1\n{}\n{\"order\":");
    Files.delete(Path.of(folder, "metadata"));
    Files.delete(Path.of(folder, "commits/1"));
    Files.delete(Path.of(folder, "offsets/1"));
    assertThat(wrong("checkpoints"))
        .containsExactly(
            "file:" + folder + "/offsets/0 has a line that is no JSON: {\"order\":",
            "file:" + folder + " lacks its metadata",
            "file:" + folder + " has id none, the query last used " + Stores.ID,
            "file:"
                + folder
                + " ends with micro-batch 0, the query has begun 1: it is an older copy");
  }

  @Test
  void checkpointWithWhichOtherTablesHaveGoneOnIsNamed() throws IOException {
    Path folder = stores.checkpoint();
    undo = restored(folder.toString());
    Files.copy(folder.resolve("offsets/1"), folder.resolve("offsets/2"));
    Files.copy(folder.resolve("commits/1"), folder.resolve("commits/2"));
    assertThat(wrong("checkpoints"))
        .containsExactly(
            "file:"
                + folder
                + " has finished micro-batch 2, these tables in HBase know 1: others, of another"
                + " hbase.table-prefix, have gone on with it");
  }

  @Test
  void numberThatIsAlteredInHBaseIsNamedWithBothValues() {
    shop.alterIn(Family.BATCH, shop.seal(DAY).timestamp(), ORDERS_PAID, at("00:00"), new Total(9));
    undo =
        () ->
            shop.alterIn(
                Family.BATCH, shop.seal(DAY).timestamp(), ORDERS_PAID, at("00:00"), new Total(3));

    assertThat(wrong("sealed"))
        .containsExactly(
            "orders_paid day by total, window 2010-03-02T16:00:00Z: HBase has 9, gold 3");
  }

  @Test
  void folderThatOthersCanLookIntoIsNamed() throws IOException {
    Path bronze = Path.of(stores.tables().bronze().path());
    undo =
        () -> Files.setPosixFilePermissions(bronze, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(bronze, PosixFilePermissions.fromString("rwxr-x---"));

    assertThat(wrong("rights"))
        .containsExactly(bronze + " can be looked into by others: chmod 700");
  }

  private List<Outcome> fsck(String... only) {
    return new Fsck(spark, shop.settings(), Catalogue.load()).run(DayRange.of(DAY), List.of(only));
  }

  private List<String> wrong(String check) {
    return fsck(check).get(0).findings();
  }

  private static Outcome of(List<Outcome> outcomes, String check) {
    return outcomes.stream().filter(o -> o.name().equals(check)).findFirst().orElseThrow();
  }

  private static Undo restored(String folder) throws IOException {
    File copy = Files.createTempDirectory("daping-fsck-").toFile();
    FileUtils.copyDirectory(new File(folder), copy);
    return () -> {
      FileUtils.cleanDirectory(new File(folder));
      FileUtils.copyDirectory(copy, new File(folder));
      FileUtils.deleteDirectory(copy);
      StoredTable.forgetAll();
    };
  }

  private static int indexOf(byte[] bytes, String text) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    assertThat(at).isPositive();
    return at;
  }

  private static Path dataFile(Table table) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(table.path()))) {
      return files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private static Event order(String id, String time) {
    return paid(id, "user-" + id, at(time), 9_900);
  }

  private static Instant at(String time) {
    return DAY.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
  }
}
