package io.daping.bench.flink;

import io.daping.bench.peers.EventScan;
import io.daping.bench.peers.Increment;
import java.io.IOException;
import java.time.ZoneId;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Kafka's records to increments, within the source. */
final class EventReader implements KafkaRecordDeserializationSchema<Increment> {
  private final ZoneId zone;
  private transient EventScan scan;

  EventReader(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public void open(InitializationContext context) {
    scan = new EventScan(zone);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Increment> out)
      throws IOException {
    scan.scan(record.topic(), record.value(), out::collect);
  }

  @Override
  public TypeInformation<Increment> getProducedType() {
    return IncrementSerializer.TYPE;
  }
}
