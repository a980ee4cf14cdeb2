package io.daping.bench.flink;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.daping.common.event.Intake;
import io.daping.common.event.Topic;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Kafka's records as a Flink program mostly reads them: Jackson makes an object of each, and what
 * the contract asks of its fields is checked after that. What is refused is left out.
 */
final class BoundReader implements KafkaRecordDeserializationSchema<Checked> {
  private final long futureLimitMs;
  private final long tooOldLimitMs;
  private transient ObjectReader orders;
  private transient ObjectReader browsing;

  BoundReader(Intake rule) {
    this.futureLimitMs = rule.futureLimitMs();
    this.tooOldLimitMs = rule.tooOldLimitMs();
  }

  @Override
  public void open(InitializationContext context) {
    JsonMapper mapper =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withCoercionConfig(
                LogicalType.Textual,
                text ->
                    Stream.of(
                            CoercionInputShape.Integer,
                            CoercionInputShape.Float,
                            CoercionInputShape.Boolean)
                        .forEach(other -> text.setCoercion(other, CoercionAction.Fail)))
            .build();
    orders = mapper.readerFor(BoundOrder.class);
    browsing = mapper.readerFor(BoundBrowse.class);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Checked> out)
      throws IOException {
    if (record.value() != null && record.value().length <= Intake.MAX_BYTES) {
      checked(record).ifPresent(out::collect);
    }
  }

  @Override
  public TypeInformation<Checked> getProducedType() {
    return CheckedSerializer.TYPE;
  }

  private Optional<Checked> checked(ConsumerRecord<byte[], byte[]> record) throws IOException {
    try {
      return record.topic().equals(Topic.ORDER.topicName())
          ? order(orders.readValue(record.value()), record.timestamp())
          : browsing(browsing.readValue(record.value()), record.timestamp());
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private Optional<Checked> order(BoundOrder order, long recordTime) {
    return order.isValid() && isInTime(order.eventTime(), recordTime)
        ? Optional.of(order.checked())
        : Optional.empty();
  }

  private Optional<Checked> browsing(BoundBrowse browse, long recordTime) {
    return browse.isValid() && isInTime(browse.eventTime(), recordTime)
        ? Optional.of(browse.checked())
        : Optional.empty();
  }

  private boolean isInTime(long eventTime, long recordTime) {
    return eventTime <= recordTime + futureLimitMs && eventTime >= recordTime - tooOldLimitMs;
  }
}
