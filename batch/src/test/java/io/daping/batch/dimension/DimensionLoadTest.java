package io.daping.batch.dimension;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.batch.TestSpark;
import io.daping.batch.dimension.History.Whole;
import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.common.spark.DimensionTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of items and users, taken one after another. */
class DimensionLoadTest {
  private static final String MAY = "2026-05-01T00:00:00Z";
  private static final String JUNE = "2026-06-01T00:00:00Z";
  private static final String JULY = "2026-07-01T00:00:00Z";

  @TempDir private Path folder;
  private final SparkSession spark = TestSpark.session();
  private Settings settings;

  @BeforeEach
  void freshHome() {
    settings = Configuration.load(folder.resolve("home"), null, Map.of());
  }

  @Test
  void whatChangedIsClosedAndOpenedAnewAndWhatIsEqualStays() {
    load(MAY, "item_id,name,list_price", "i1,Tea,900", "i2,Cup,500", "i3,Pot,700");
    Map<String, Long> counts =
        load(JUNE, "item_id,name,list_price", "i1,Tea,900", "i2,Cup,450", "i4,Jug,300");
    assertThat(counts).isEqualTo(Map.of("equal", 1L, "changed", 1L, "new", 1L, "closed", 1L));
    assertThat(items())
        .containsExactly(
            "i1 v1 Tea 900 from May",
            "i2 v1 Cup 500 from May to June",
            "i2 v2 Cup 450 from June",
            "i3 v1 Pot 700 from May to June",
            "i4 v1 Jug 300 from June");
  }

  /** Names in GBK, as a spreadsheet may save them, must not become names of question marks. */
  @Test
  void aListThatIsNotUtf8IsNotTaken() throws IOException {
    Charset gbk = Charset.forName("GBK");
    Files.write(folder.resolve("list.csv"), List.of("item_id,name", "i1,手机"), gbk);
    Files.write(folder.resolve("list.jsonl"), List.of("{\"item_id\":\"i1\",\"name\":\"手机\"}"), gbk);
    for (String file : List.of("list.csv", "list.jsonl")) {
      assertThatThrownBy(() -> load(DimensionTable.ITEM, file, MAY, Whole.COMPLETE))
          .isInstanceOf(Failure.class)
          .hasMessageContaining(file + " is not UTF-8");
    }
  }

  @Test
  void theSameListTwiceChangesNothing() {
    String[] list = {"item_id,name,colour", "i1,Tea,green", "i2,Cup,"};
    load(MAY, list);
    long version = version();
    assertThat(load(JUNE, list)).isEqualTo(Map.of("equal", 2L));
    assertThat(version()).isEqualTo(version);
  }

  @Test
  void whatAPartialListLacksStaysAndWhatComesBackIsANewVersion() {
    load(MAY, "item_id,name", "i1,Tea", "i2,Cup");
    load(JUNE, "item_id,name", "i2,Cup");
    write("list.jsonl", "{\"item_id\":\"i1\",\"name\":\"Tea\"}");
    load(DimensionTable.ITEM, "list.jsonl", JULY, Whole.PARTIAL);
    assertThat(items())
        .containsExactly(
            "i1 v1 Tea null from May to June",
            "i1 v2 Tea null from July",
            "i2 v1 Cup null from May");
  }

  @Test
  void unknownColumnsAreKeptInMore() {
    load(MAY, "item_id,colour,name,size", "i1,green,\"Tea, loose\",");
    assertThat(table().select("name", "more").head().toString())
        .isEqualTo("[Tea, loose,Map(colour -> green)]");
  }

  @Test
  void aUsersTimesAndYearsAreTyped() {
    write(
        "users.ndjson",
        "{\"user_id\":\"u1\",\"level\":\"gold\",\"registered_at\":\"2020-02-02\",\"birth_year\":1990}",
        "",
        "{\"user_id\":\"u2\",\"registered_at\":1580572800000,\"tags\":[\"a\"]}");
    load(DimensionTable.USER, "users.ndjson", MAY, Whole.COMPLETE);
    assertThat(
            DimensionTable.USER
                .read(spark, settings)
                .orderBy("user_id")
                .selectExpr("concat_ws(' ', user_id, registered_at, birth_year, more['tags'])")
                .collectAsList()
                .toString())
        .isEqualTo("[[u1 2020-02-01 16:00:00 1990], [u2 2020-02-01 16:00:00 [\"a\"]]]");
  }

  @Test
  void aDeltaTableIsAListToo() {
    spark
        .sql("SELECT 'i1' AS item_id, 'Tea' AS name, 900 AS list_price")
        .write()
        .format("delta")
        .save(folder.resolve("erp").toString());
    load(DimensionTable.ITEM, "erp", MAY, Whole.COMPLETE);
    assertThat(items()).containsExactly("i1 v1 Tea 900 from May");
  }

  @Test
  void badLinesStopTheLoadByTheirNumbers() {
    load(MAY, "item_id,name", "i1,Tea");
    assertThatThrownBy(
            () -> load(JUNE, "item_id,list_price", "i2,1", ",2", "i2,3", "i4,4.50", "i5,-1"))
        .isInstanceOf(Failure.class)
        .hasMessageContainingAll(
            "line 3: item_id is missing",
            "line 4: item_id i2 stands in line 2 already",
            "line 5: list_price must be a whole number, not negative, was 4.50",
            "line 6: list_price must be a whole number, not negative, was -1");
    assertThat(items()).containsExactly("i1 v1 Tea null from May");
    assertThatThrownBy(() -> load(JUNE, "item_id,name", "i2,Cup", "i3,Pot,red"))
        .hasMessageContaining("line 3: Too many entries");
    assertThatThrownBy(() -> load(JUNE, "item_id,name", "i2,Cup", "i3"))
        .hasMessageContaining("line 3: Not enough column values");
    write("list.jsonl", "{\"item_id\":\"i1\"}", "{\"item_id\":\"i2\"", "[]");
    assertThatThrownBy(() -> load(DimensionTable.ITEM, "list.jsonl", JUNE, Whole.COMPLETE))
        .hasMessageContainingAll("line 2: ", "line 3: not a JSON object");
  }

  @Test
  void anEmptyCompleteListIsNotTaken() {
    assertThatThrownBy(() -> load(MAY, "item_id,name"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("it would close every item");
  }

  @Test
  void aChangeBeforeWhatIsKnownIsRefused() {
    load(JUNE, "item_id,name", "i1,Tea");
    assertThatThrownBy(() -> load(MAY, "item_id,name", "i1,Coffee"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("the history of i1 would be rewritten");
    assertThatThrownBy(() -> load(JUNE, "item_id,name", "i1,Coffee"))
        .hasMessageContaining("Name a later --at");
  }

  private Map<String, Long> load(String at, String... lines) {
    write("list.csv", lines);
    return load(DimensionTable.ITEM, "list.csv", at, Whole.COMPLETE);
  }

  private Map<String, Long> load(DimensionTable table, String file, String at, Whole whole) {
    History history = new History(table, Timestamp.from(Instant.parse(at)), whole);
    return new DimensionLoad(spark, settings).load(folder.resolve(file).toString(), history);
  }

  private void write(String file, String... lines) {
    try {
      Files.write(folder.resolve(file), List.of(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Dataset<Row> table() {
    return DimensionTable.ITEM.read(spark, settings);
  }

  private long version() {
    return DimensionTable.ITEM.tableVersion(spark, settings).orElseThrow();
  }

  private List<String> items() {
    return table()
        .orderBy(col("item_id"), col("version"))
        .selectExpr(
            "concat(item_id, ' v', version, ' ', name, ' ', coalesce(cast(list_price AS string), 'null'), ' from ', "
                + "date_format(valid_from, 'MMMM'), coalesce(date_format(valid_to, \"' to' MMMM\"), ''))")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
