package io.daping.streaming.intake;

import com.google.common.collect.Iterators;
import com.google.common.collect.PeekingIterator;
import io.daping.common.privacy.TokenKey;
import io.daping.streaming.intake.Kept.Place;
import io.daping.streaming.judge.Court;
import io.daping.streaming.judge.Fate;
import io.daping.streaming.judge.Judged;
import io.daping.streaming.judge.KafkaRecord;
import io.daping.streaming.judge.MicroBatch;
import io.daping.streaming.judge.PartitionRecords;
import io.daping.streaming.judge.Sitting;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Judges Kafka partitions of a micro-batch and keeps every record, as a row of its table. */
record IntakeTask(Court court, MicroBatch batch, IntakeRows rows, long graceMs, TokenKey key)
    implements FlatMapFunction<Iterator<KafkaRecord>, Taken> {

  @Override
  public Iterator<Taken> call(Iterator<KafkaRecord> records) {
    List<Kept> kept = new ArrayList<>();
    PeekingIterator<KafkaRecord> left = Iterators.peekingIterator(records);
    Sitting sitting = court.sitting(batch);
    while (left.hasNext()) {
      sitting.judge(new PartitionRecords(left), run -> run.forEach(j -> kept.add(kept(j))));
    }
    sitting.end();
    return Iterators.singletonIterator(new Taken(kept));
  }

  private Kept kept(Judged judged) {
    KafkaRecord record = judged.record();
    if (judged.fate() instanceof Fate.Accepted accepted) {
      long eventTime = accepted.event().eventTime();
      boolean isLate = record.lateness(eventTime) > graceMs;
      return new Kept(record, Place.SILVER, rows.silver(record, accepted, key), eventTime, isLate);
    }
    return judged.fate() instanceof Fate.Quarantined quarantined
        ? without(record, Place.QUARANTINE, rows.quarantine(record, quarantined, batch))
        : without(record, Place.NOWHERE, null);
  }

  private static Kept without(KafkaRecord record, Place place, Row row) {
    return new Kept(record, place, row, Long.MIN_VALUE, false);
  }
}
