package io.daping.services.collect.http;

import io.daping.common.event.Event;
import io.daping.common.event.Intake;
import io.daping.common.event.Reason;
import io.daping.common.event.Topic;
import io.daping.common.event.Verdict;
import io.daping.common.sender.Outgoing;
import java.util.ArrayList;
import java.util.List;

/** Judges the records of one request, one after the other, and counts what it says. */
final class Judging {
  private final Intake intake;
  private final Tally tally;
  private final Arrival arrival;
  private final List<Outgoing> accepted = new ArrayList<>();
  private final List<Rejection> rejected = new ArrayList<>();
  private int index;

  /**
   * When a request was there to its end, and from whom.
   *
   * @param time epoch milliseconds; Kafka's record time of all its records
   */
  record Arrival(long time, Writer writer) {}

  Judging(Intake intake, Tally tally, Arrival arrival) {
    this.intake = intake;
    this.tally = tally;
    this.arrival = arrival;
  }

  Arrival arrival() {
    return arrival;
  }

  /** The number of the next record, from 0. */
  int index() {
    return index;
  }

  List<Outgoing> accepted() {
    return accepted;
  }

  List<Rejection> rejected() {
    return rejected;
  }

  /** The next record. */
  void judge(Topic topic, byte[] value) {
    Verdict verdict = intake.judge(topic, value, arrival.time());
    if (verdict instanceof Verdict.Accepted good) {
      accept(good.event(), value);
    } else if (verdict instanceof Verdict.Rejected bad) {
      reject(topic.topicName(), bad.reason(), bad.detail());
    }
  }

  /** The next record is bad for a reason of its own. */
  void reject(String topic, Reason reason, String detail) {
    tally.of(topic).rejected(reason);
    rejected.add(new Rejection(index++, reason.code(), detail));
  }

  private void accept(Event event, byte[] value) {
    tally.of(event.topic().topicName()).accepted();
    accepted.add(
        new Outgoing(
            event.topic().topicName(), event.key(), value, value, arrival.time(), index++));
  }
}
