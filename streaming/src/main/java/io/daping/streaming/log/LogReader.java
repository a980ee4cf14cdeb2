package io.daping.streaming.log;

import com.google.common.collect.AbstractIterator;
import io.daping.common.fault.Failure;
import io.daping.streaming.judge.KafkaRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows some Kafka partitions from micro-batch to micro-batch. What arrives ahead of a
 * micro-batch's end is kept for the next one, which then asks Kafka for what is new alone. For one
 * thread at a time.
 */
final class LogReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Few: what waits here for its task is alive, and copied, when garbage is collected. */
  private static final int RECORDS_A_POLL = 1_000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Place> places;
  private boolean isReading;

  /** Where a partition's reader stands, and what arrived already. */
  private static final class Place {
    private long next = -1;
    private final Queue<ConsumerRecord<byte[], byte[]>> arrived = new ArrayDeque<>();
  }

  LogReader(String bootstrapServers, Collection<TopicPartition> partitions) {
    this.consumer = new KafkaConsumer<>(config(bootstrapServers));
    this.places = partitions.stream().collect(Collectors.toMap(p -> p, p -> new Place()));
    consumer.assign(partitions);
  }

  private static Map<String, Object> config(String bootstrapServers) {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, WholeBytes.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, WholeBytes.class);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // A record that Kafka dropped before it was read is an error.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL);
    return config;
  }

  /**
   * The records of a micro-batch, one partition after another, by offset.
   *
   * @param share with a range of each partition that it follows, empty or not
   * @throws Failure from the iterator, when Kafka has them no more or does not answer
   */
  Iterator<KafkaRecord> read(LogShare share, Detail detail) {
    isReading = true;
    share.ranges().forEach(this::resume);
    return new Records(share.ranges().iterator(), detail);
  }

  /** Whether all that was asked for was also taken, so that its places are known. */
  boolean isAtRest() {
    return !isReading;
  }

  private void resume(LogRange range) {
    Place place = places.get(range.place());
    if (place.next != range.from()) {
      place.arrived.clear();
      consumer.seek(range.place(), range.from());
      place.next = range.from();
    }
  }

  private final class Records extends AbstractIterator<KafkaRecord> {
    private final Iterator<LogRange> ranges;
    private final Detail detail;
    private LogRange range;
    private Place place;

    private Records(Iterator<LogRange> ranges, Detail detail) {
      this.ranges = ranges;
      this.detail = detail;
    }

    @Override
    protected KafkaRecord computeNext() {
      while (range != null || ranges.hasNext()) {
        if (range == null) {
          range = ranges.next();
          place = places.get(range.place());
        }
        ConsumerRecord<byte[], byte[]> record = recordOf(range, place);
        if (record != null) {
          return record(range, record, detail);
        }
        range = null;
      }
      isReading = false;
      return endOfData();
    }
  }

  /** Null at the range's end. Its last offsets may be no records: those that Kafka compacted. */
  private ConsumerRecord<byte[], byte[]> recordOf(LogRange range, Place place) {
    while (place.arrived.isEmpty() && consumer.position(range.place()) < range.to()) {
      await(range);
    }
    ConsumerRecord<byte[], byte[]> record = place.arrived.peek();
    if (record == null || record.offset() >= range.to()) {
      place.next = range.to();
      return null;
    }
    return place.arrived.remove();
  }

  private void await(LogRange range) {
    long begun = System.nanoTime();
    long position = consumer.position(range.place());
    while (consumer.position(range.place()) == position) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new Failure(
            "Kafka did not hand over %s from offset %d on within %d s"
                .formatted(range.place(), position, PATIENCE.toSeconds()));
      }
      keep(poll());
    }
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    try {
      return consumer.poll(POLL);
    } catch (OffsetOutOfRangeException e) {
      throw new Failure(
          "Kafka does not hold what was to be read next: %s. It has dropped records before they were"
                  .formatted(e.getMessage())
              + " read, or the topic was made anew; what is lost stands in no table",
          e);
    }
  }

  private void keep(ConsumerRecords<byte[], byte[]> polled) {
    for (TopicPartition partition : polled.partitions()) {
      places.get(partition).arrived.addAll(polled.records(partition));
    }
  }

  private static KafkaRecord record(
      LogRange range, ConsumerRecord<byte[], byte[]> record, Detail detail) {
    return new KafkaRecord(
        range.topic(),
        range.place().partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        detail.origin(range.topic(), record.headers()));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
