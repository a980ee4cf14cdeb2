package io.daping.streaming.intake;

import com.google.common.collect.Iterators;
import com.google.common.collect.PeekingIterator;
import io.daping.common.event.Topic;
import io.daping.common.privacy.ProtectedReceiver;
import io.daping.common.privacy.TokenKey;
import io.daping.common.spark.SilverSchema;
import io.daping.streaming.judge.Court;
import io.daping.streaming.judge.Fate;
import io.daping.streaming.judge.Judged;
import io.daping.streaming.judge.KafkaRecord;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.judge.PartitionRecords;
import io.daping.streaming.judge.Sitting;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Judges Kafka partitions of a micro-batch and keeps everything: record, fate, parsed event. */
record IntakeTask(Court court, MicroBatch batch, ZoneId zone, long graceMs, TokenKey key)
    implements FlatMapFunction<Iterator<KafkaRecord>, Row> {
  static final String SILVER = "silver";
  static final String DUPLICATE = "duplicate";
  static final String QUARANTINE = "quarantine";

  /** The record, its fate, a column a topic that holds the event if it is accepted, its sender. */
  static final StructType JUDGED = judgedSchema();

  private static final int FIXED = 14;

  @Override
  public Iterator<Row> call(Iterator<KafkaRecord> records) {
    List<Row> judged = new ArrayList<>();
    PeekingIterator<KafkaRecord> left = Iterators.peekingIterator(records);
    Sitting sitting = court.sitting(batch);
    while (left.hasNext()) {
      sitting.judge(new PartitionRecords(left), run -> run.forEach(j -> judged.add(row(j))));
    }
    sitting.end();
    return judged.iterator();
  }

  private Row row(Judged judged) {
    KafkaRecord r = judged.record();
    Object[] values = new Object[JUDGED.size()];
    values[0] = r.topic().topicName();
    values[1] = r.key();
    values[2] = r.value();
    values[3] = r.partition();
    values[4] = r.offset();
    values[5] = new Timestamp(r.recordTime());
    values[6] =
        Date.valueOf(Instant.ofEpochMilli(r.recordTime()).atZone(ZoneOffset.UTC).toLocalDate());
    values[values.length - 4] = r.origin().source();
    values[values.length - 3] = r.origin().sentMinute();
    values[values.length - 2] = r.origin().repairsPartition();
    values[values.length - 1] = r.origin().repairsOffset();
    fill(values, judged);
    return RowFactory.create(values);
  }

  private void fill(Object[] values, Judged judged) {
    if (judged.fate() instanceof Fate.Quarantined quarantined) {
      values[7] = QUARANTINE;
      values[8] = quarantined.reason().code();
      values[9] = quarantined.detail();
    } else if (judged.fate() instanceof Fate.Accepted accepted) {
      long eventTime = accepted.event().eventTime();
      long lateness = judged.record().lateness(eventTime);
      values[7] = SILVER;
      values[10] = Date.valueOf(Instant.ofEpochMilli(eventTime).atZone(zone).toLocalDate());
      values[11] = lateness > graceMs;
      values[12] = lateness;
      values[13] = accepted.payload();
      values[FIXED + accepted.event().topic().ordinal()] =
          SilverSchema.row(accepted.event(), ProtectedReceiver.of(accepted.receiver(), key));
    } else {
      values[7] = DUPLICATE;
    }
  }

  private static StructType judgedSchema() {
    StructType schema =
        new StructType()
            .add("topic", DataTypes.StringType)
            .add("key", DataTypes.BinaryType)
            .add("value", DataTypes.BinaryType)
            .add("partition", DataTypes.IntegerType)
            .add("offset", DataTypes.LongType)
            .add("record_time", DataTypes.TimestampType)
            .add("record_day", DataTypes.DateType)
            .add("fate", DataTypes.StringType)
            .add("reason", DataTypes.StringType)
            .add("detail", DataTypes.StringType)
            .add("day", DataTypes.DateType)
            .add("late", DataTypes.BooleanType)
            .add("lateness_ms", DataTypes.LongType)
            .add("payload_hash", DataTypes.LongType);
    for (Topic topic : Topic.values()) {
      schema = schema.add("event_" + topic.topicName(), SilverSchema.of(topic));
    }
    return schema
        .add("source", DataTypes.StringType)
        .add("sent_minute", DataTypes.LongType)
        .add("repairs_partition", DataTypes.IntegerType)
        .add("repairs_offset", DataTypes.LongType);
  }
}
