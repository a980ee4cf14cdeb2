package io.daping.streaming.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.event.Event;
import io.daping.common.hbase.HBase;
import io.daping.common.testing.AttributionTruth;
import io.daping.common.testing.TestTables;
import io.daping.streaming.journey.Attribution.Changed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The truth table, and the law that neither order nor slices of the input change an answer. */
final class AttributionTest {
  private static final AttributionTruth TRUTH = AttributionTruth.read();

  /** What is remembered is kept by HBase's own clock. */
  private static final long NOW = System.currentTimeMillis();

  private static final long SEED = 20_261_111;

  private final SparkSession spark = Silver.session();

  @Test
  void allAtOnceTheTableIsTrue() {
    assertThat(owedAfter(List.of(TRUTH.events()))).isEqualTo(TRUTH.owed());
  }

  @Test
  void paymentsBeforeTheirViewsAreImproved() {
    List<Event> backwards = new ArrayList<>(TRUTH.events());
    Collections.reverse(backwards);
    assertThat(owedAfter(slices(backwards, 4))).isEqualTo(TRUTH.owed());
  }

  @Test
  void anyOrderInAnySlicesGivesTheSameAndSoDoesARepetitionOfEach() {
    Random random = new Random(SEED);
    List<Event> shuffled = new ArrayList<>(TRUTH.events());
    Collections.shuffle(shuffled, random);
    List<List<Event>> slices = new ArrayList<>();
    for (List<Event> slice : slices(shuffled, 3)) {
      slices.add(slice);
      slices.add(List.copyOf(slice));
    }
    assertThat(owedAfter(slices)).isEqualTo(TRUTH.owed());
  }

  @Test
  void aKilledMicroBatchIsRepeatedUnderItsTimestampAndSaysTheSame() {
    try (TestTables tables = TestTables.create()) {
      List<Event> backwards = new ArrayList<>(TRUTH.events());
      Collections.reverse(backwards);
      List<List<Event>> slices = slices(backwards, 2);
      Map<String, String> owed = new TreeMap<>();
      long newest = take(tables, slices.get(0), 1, Long.MIN_VALUE, owed);
      Map<String, String> lost = new TreeMap<>(owed);
      take(tables, slices.get(1), 2, newest, lost);
      take(tables, slices.get(1), 2, newest, owed);
      assertThat(owed).isEqualTo(lost).isEqualTo(TRUTH.owed());
    }
  }

  private static List<List<Event>> slices(List<Event> events, int count) {
    int size = (events.size() + count - 1) / count;
    List<List<Event>> slices = new ArrayList<>();
    for (int from = 0; from < events.size(); from += size) {
      slices.add(events.subList(from, Math.min(events.size(), from + size)));
    }
    return slices;
  }

  private Map<String, String> owedAfter(List<List<Event>> slices) {
    try (TestTables tables = TestTables.create()) {
      Map<String, String> owed = new TreeMap<>();
      long newest = Long.MIN_VALUE;
      for (int i = 0; i < slices.size(); i++) {
        newest = take(tables, slices.get(i), i + 1, newest, owed);
      }
      return owed;
    }
  }

  private long take(
      TestTables tables, List<Event> events, int batch, long newest, Map<String, String> owed) {
    Memory memory = new Memory(HBase.Target.of(tables.settings()), NOW + batch);
    try (Changed changed = new Attribution(memory, newest).changed(changes(tables, events))) {
      for (Row row : changed.lines().collectAsList()) {
        String line = row.getAs("order_event_id") + ":" + row.getAs("line");
        String view = row.getAs("view_event_id");
        if (row.<Boolean>getAs("gone")) {
          owed.remove(line);
        } else {
          owed.put(line, view == null ? "none" : view);
        }
      }
      return changed.newestSale();
    }
  }

  private Dataset<Row> changes(TestTables tables, List<Event> events) {
    Silver silver = new Silver(spark, tables.settings());
    return SilverSource.TOPICS.stream()
        .map(topic -> SilverSource.marked(silver.rows(topic, events), topic, tables.settings()))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }
}
