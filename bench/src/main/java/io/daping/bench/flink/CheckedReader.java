package io.daping.bench.flink;

import io.daping.bench.peers.Increments.View;
import io.daping.common.event.BrowseAction;
import io.daping.common.event.BrowseEvent;
import io.daping.common.event.Event;
import io.daping.common.event.Intake;
import io.daping.common.event.OrderEvent;
import io.daping.common.event.Topic;
import io.daping.common.event.Verdict.Accepted;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Kafka's records, judged as Daping judges them; what is refused is left out. */
final class CheckedReader implements KafkaRecordDeserializationSchema<Checked> {
  private final Intake intake;

  CheckedReader(Intake intake) {
    this.intake = intake;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Checked> out) {
    Topic topic = record.topic().equals(Topic.ORDER.topicName()) ? Topic.ORDER : Topic.BROWSE;
    if (intake.judge(topic, record.value(), record.timestamp()) instanceof Accepted accepted) {
      out.collect(checked(accepted.event()));
    }
  }

  @Override
  public TypeInformation<Checked> getProducedType() {
    return CheckedSerializer.TYPE;
  }

  private static Checked checked(Event event) {
    long id = Rules.hash(event.eventId());
    if (event instanceof OrderEvent order) {
      return new Checked(id, null, order);
    }
    BrowseEvent browse = (BrowseEvent) event;
    boolean isView = browse.action() == BrowseAction.VIEW;
    return new Checked(
        id,
        isView ? new View(browse.eventTime(), browse.visitorId(), browse.categoryId()) : null,
        null);
  }
}
