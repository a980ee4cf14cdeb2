package io.daping.bench.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.event.Event;
import io.daping.common.event.Intake;
import io.daping.common.event.Topic;
import io.daping.common.event.Verdict.Accepted;
import io.daping.common.testing.Events;
import io.daping.common.testing.RandomShop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundReaderTest {
  private static final long DAY_MS = 86_400_000;
  private static final Intake RULE = new Intake(300_000, 7 * DAY_MS);
  private static final RandomShop SHOP = new RandomShop(11);
  private static final String BROWSE =
      "{'event_id':'b1','event_time':1000,'visitor_id':'v','action':'view','item_id':'i','stay_ms':5}";
  private static final String ORDER =
      "{'event_id':'o1','event_time':1000,'order_id':'o','status':'PAID','currency':'CNY',"
          + "'lines':[{'item_id':'i','quantity':2,'unit_price':700,'discount':1}]}";

  @Test
  void readsWhatDapingReads() throws IOException {
    List<Event> events = new ArrayList<>(SHOP.browsing(300));
    events.addAll(SHOP.orders(300));
    BoundReader bound = opened();
    CheckedReader byIntake = new CheckedReader(RULE);
    for (Event event : events) {
      ConsumerRecord<byte[], byte[]> record =
          record(event.topic(), Events.json(event), event.eventTime());
      Held expected = new Held();
      byIntake.deserialize(record, expected);
      Held held = new Held();
      bound.deserialize(record, held);
      assertThat(held.events).isNotEmpty().isEqualTo(expected.events);
    }
  }

  /** By turns something of a good record is written otherwise. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "'event_id':'b1'|'event_id':''",
        "'event_id':'b1'|'event_id':7",
        "'event_time':1000|'event_time':'1000'",
        "'event_time':1000|'event_time':1000.0",
        "'event_time':1000|'event_time':301001",
        "'event_time':1000|'event_time':-604800001",
        "'event_time':1000,|''",
        "'visitor_id':'v'|'visitor_id':null",
        "'visitor_id':'v'|'visitor_id':1",
        "'view'|'look'",
        "'view'|1",
        "'item_id':'i'|'item_id':true",
        "'item_id':'i'|'item':'i'",
        "'stay_ms':5|'stay_ms':-5",
        "'stay_ms':5|'schema_version':2",
        "'stay_ms':5}|'stay_ms':5",
        "'stay_ms':5}|'stay_ms':5}}",
        "'PAID'|'SENT'",
        "'CNY'|'XXZ'",
        "'lines':[|'lines':[null,",
        "'lines'|'rows'",
        "'quantity':2|'quantity':0",
        "'quantity':2|'quantity':2147483648",
        "'unit_price':700|'unit_price':-1",
        "'unit_price':700|'unit_price':9000000000000",
        "'unit_price':700|'price':700",
        "'discount':1|'discount':'1'"
      },
      delimiter = '|')
  void refusesWhatDapingRefuses(String right, String wrong) throws IOException {
    int tried = 0;
    for (String good : List.of(BROWSE, ORDER)) {
      Topic topic = good.equals(ORDER) ? Topic.ORDER : Topic.BROWSE;
      if (good.contains(right)) {
        tried++;
        assertThat(isTaken(topic, good)).isTrue();
        assertThat(isTaken(topic, good.replace(right, wrong))).isFalse();
      }
    }
    assertThat(tried).isPositive();
  }

  /** By both. */
  private static boolean isTaken(Topic topic, String text) throws IOException {
    byte[] json = text.replace('\'', '"').getBytes(UTF_8);
    Held held = new Held();
    opened().deserialize(record(topic, json, 1_000), held);
    boolean isTaken = RULE.judge(topic, json, 1_000) instanceof Accepted;
    assertThat(held.events).hasSize(isTaken ? 1 : 0);
    return isTaken;
  }

  private static BoundReader opened() {
    BoundReader reader = new BoundReader(RULE);
    reader.open(null);
    return reader;
  }

  private static ConsumerRecord<byte[], byte[]> record(Topic topic, byte[] value, long time) {
    return new ConsumerRecord<>(
        topic.topicName(),
        0,
        0L,
        time,
        TimestampType.CREATE_TIME,
        0,
        value.length,
        null,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  /** What a reader handed over. */
  private static final class Held implements Collector<Checked> {
    private final List<Checked> events = new ArrayList<>();

    @Override
    public void collect(Checked event) {
      events.add(event);
    }

    @Override
    public void close() {}
  }
}
