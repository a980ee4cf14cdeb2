package io.daping.streaming.intake;

import io.daping.common.event.Topic;
import io.daping.streaming.judge.KafkaRecord;
import org.apache.spark.sql.Row;

/**
 * A record and the table that it goes to beside bronze, which takes all.
 *
 * @param row of silver or quarantine in the columns of that table; null of a duplicate
 * @param eventTime of an accepted event, epoch milliseconds; {@link Long#MIN_VALUE} of any other
 * @param isLate whether it is an accepted event that came after its minute's grace
 */
record Kept(KafkaRecord record, Place place, Row row, long eventTime, boolean isLate) {

  /** Where it goes. */
  enum Place {
    SILVER,
    QUARANTINE,
    /** It is in silver already. */
    NOWHERE
  }

  boolean isEventOf(Topic topic) {
    return place == Place.SILVER && record.topic() == topic;
  }

  boolean isQuarantined() {
    return place == Place.QUARANTINE;
  }
}
