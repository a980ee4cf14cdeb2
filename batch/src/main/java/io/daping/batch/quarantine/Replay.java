package io.daping.batch.quarantine;

import com.google.common.collect.Iterators;
import com.google.common.collect.Streams;
import io.daping.common.config.Settings;
import io.daping.common.event.Intake;
import io.daping.common.event.Reason;
import io.daping.common.event.Topic;
import io.daping.common.event.Verdict;
import io.daping.common.event.Verdict.Accepted;
import io.daping.common.event.Verdict.Rejected;
import io.daping.common.sender.EventSender;
import io.daping.common.sender.Outgoing;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The way back: judges each value as intake would, sends what is good, and remembers what went.
 * Each names the record that it replaces, and silver keeps that. A run that dies between sending
 * and remembering sends again next time; intake then finds the duplicate, so a record counts once.
 */
final class Replay {
  /** So many are acknowledged by Kafka before they are remembered. */
  private static final int RUN = 10_000;

  private final Quarantine quarantine;
  private final Intake intake;
  private final EventSender sender;
  private final Map<String, Long> refused = new TreeMap<>();
  private long sent;

  Replay(Quarantine quarantine, Settings settings, EventSender sender) {
    this.quarantine = quarantine;
    this.intake = settings.intake().rule();
    this.sender = sender;
  }

  /** A record and what goes in its place. */
  private record Candidate(RefusedRecord record, byte[] value) {}

  /** Sends those that are accepted by now: the rules have changed, not the records. */
  Replayed asTheyAre(Selection selection) {
    send(waiting(selection).map(r -> new Candidate(r, r.value())));
    return new Replayed(sent, refused, 0);
  }

  /** Sends new values in place of old ones. */
  Replayed repaired(Selection selection, Map<Place, byte[]> repairs) {
    send(
        waiting(selection)
            .filter(r -> repairs.containsKey(r.place()))
            .map(r -> new Candidate(r, repairs.get(r.place()))));
    long found = sent + refused.values().stream().mapToLong(Long::longValue).sum();
    return new Replayed(sent, refused, repairs.size() - found);
  }

  private Stream<RefusedRecord> waiting(Selection selection) {
    return Streams.stream(quarantine.waiting(selection));
  }

  private void send(Stream<Candidate> candidates) {
    Iterator<List<Candidate>> runs = Iterators.partition(candidates.iterator(), RUN);
    while (runs.hasNext()) {
      List<Candidate> good = runs.next().stream().filter(this::isAccepted).toList();
      CompletableFuture.allOf(good.stream().map(this::send).toArray(CompletableFuture[]::new))
          .join();
      quarantine.wentBack(good.stream().map(c -> c.record().place()).toList());
      sent += good.size();
    }
  }

  private boolean isAccepted(Candidate candidate) {
    Verdict verdict = judged(candidate);
    if (verdict instanceof Rejected rejected) {
      refused.merge(rejected.reason().code(), 1L, Long::sum);
    }
    return verdict instanceof Accepted;
  }

  private CompletableFuture<Void> send(Candidate candidate) {
    RefusedRecord record = candidate.record();
    String key = ((Accepted) judged(candidate)).event().key();
    return sender.send(
        new Outgoing(
                record.place().topic(),
                key,
                candidate.value(),
                candidate.value(),
                record.recordTime().toEpochMilli(),
                record.place().offset())
            .repairing(record.place().toString()));
  }

  private Verdict judged(Candidate candidate) {
    RefusedRecord record = candidate.record();
    if (isSameConflict(candidate)) {
      return new Rejected(Reason.CONFLICT, record.detail());
    }
    Topic topic = Topic.named(record.place().topic()).orElseThrow();
    return intake.judge(topic, candidate.value(), arrival(record));
  }

  /** As the stream takes it: a record time may be wrong, but is not later than now. */
  private static long arrival(RefusedRecord record) {
    return Math.min(record.recordTime().toEpochMilli(), System.currentTimeMillis());
  }

  /** By itself it keeps the contract; beside the event that has its id it still does not. */
  private static boolean isSameConflict(Candidate candidate) {
    return candidate.record().reason().equals(Reason.CONFLICT.code())
        && Arrays.equals(candidate.record().value(), candidate.value());
  }
}
