package io.daping.streaming.intake;

import io.daping.common.privacy.ProtectedReceiver;
import io.daping.common.privacy.TokenKey;
import io.daping.common.spark.SilverSchema;
import io.daping.streaming.judge.Fate.Accepted;
import io.daping.streaming.judge.Fate.Quarantined;
import io.daping.streaming.judge.KafkaRecord;
import io.daping.streaming.judge.MicroBatch;
import java.io.Serializable;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Records as rows of {@link io.daping.common.spark.DeltaTables}, in the order of their columns.
 *
 * @param zone of business days
 */
record IntakeRows(ZoneId zone) implements Serializable {

  /** Of bronze. */
  Row bronze(KafkaRecord record) {
    return RowFactory.create(
        record.topic().topicName(),
        record.key(),
        record.value(),
        record.origin().source(),
        record.origin().sentMinute(),
        null,
        record.partition(),
        record.offset(),
        new Timestamp(record.recordTime()),
        recordDay(record));
  }

  /**
   * Of the topic's silver.
   *
   * @param key makes the tokens of an order's receiver
   */
  Row silver(KafkaRecord record, Accepted accepted, TokenKey key) {
    long eventTime = accepted.event().eventTime();
    Row event = SilverSchema.row(accepted.event(), ProtectedReceiver.of(accepted.receiver(), key));
    return behind(
        event,
        accepted.payload(),
        record.lateness(eventTime),
        record.origin().repairsPartition(),
        record.origin().repairsOffset(),
        record.partition(),
        record.offset(),
        new Timestamp(record.recordTime()),
        Date.valueOf(Instant.ofEpochMilli(eventTime).atZone(zone).toLocalDate()));
  }

  /** Of quarantine. */
  Row quarantine(KafkaRecord record, Quarantined quarantined, MicroBatch batch) {
    return RowFactory.create(
        record.topic().topicName(),
        record.key(),
        record.value(),
        new Timestamp(batch.timestamp()),
        quarantined.reason().code(),
        quarantined.detail(),
        record.partition(),
        record.offset(),
        new Timestamp(record.recordTime()),
        recordDay(record));
  }

  private static Date recordDay(KafkaRecord record) {
    return Date.valueOf(
        Instant.ofEpochMilli(record.recordTime()).atZone(ZoneOffset.UTC).toLocalDate());
  }

  private static Row behind(Row first, Object... more) {
    Object[] values = new Object[first.size() + more.length];
    for (int i = 0; i < first.size(); i++) {
      values[i] = first.get(i);
    }
    System.arraycopy(more, 0, values, first.size(), more.length);
    return RowFactory.create(values);
  }
}
