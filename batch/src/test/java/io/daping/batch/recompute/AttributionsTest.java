package io.daping.batch.recompute;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.batch.TestSpark;
import io.daping.batch.TestSpark.Came;
import io.daping.common.event.Topic;
import io.daping.common.testing.AttributionTruth;
import io.daping.common.testing.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class AttributionsTest {
  private static final AttributionTruth TRUTH = AttributionTruth.read();

  @Test
  void theTableIsTrue() {
    assertThat(owed(TestSpark.inOrder(TRUTH.events()))).isEqualTo(TRUTH.owed());
  }

  @Test
  void repeatsChangeNothing() {
    List<Came> twice = new ArrayList<>(TestSpark.inOrder(TRUTH.events()));
    twice.addAll(TestSpark.inOrder(TRUTH.events(), 10_000));
    assertThat(owed(twice)).isEqualTo(TRUTH.owed());
  }

  private static Map<String, String> owed(List<Came> events) {
    Dataset<Row> payments =
        Attributions.payments(OrderCounting.counted(judged(Topic.ORDER, events)));
    Map<String, String> owed = new TreeMap<>();
    for (Row row : Attributions.of(payments, judged(Topic.BROWSE, events)).collectAsList()) {
      String view = row.getAs("view_event_id");
      owed.put(row.getAs("order_event_id") + ":" + row.getAs("line"), view == null ? "none" : view);
    }
    return owed;
  }

  private static Dataset<Row> judged(Topic topic, List<Came> events) {
    return Deduplication.judged(TestSpark.silver(topic, events, Events.ZONE));
  }
}
