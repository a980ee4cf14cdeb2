package io.daping.streaming.judge;

import io.daping.common.event.Event;
import io.daping.common.event.Intake;
import io.daping.common.event.Reason;
import io.daping.common.event.Verdict;
import io.daping.common.event.Verdict.Rejected;
import io.daping.common.hbase.SeenStore;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.datasketches.memory.XxHash;

/**
 * Decides the fate of each record of one Kafka partition in a micro-batch, the same for the tables
 * and for the metrics: by itself first (the contract), then beside the earlier ones (duplicate,
 * conflict). Depends on nothing but the log up to the record, so batches may be cut anywhere; but
 * for one case: a record time from the future is taken as the micro-batch's own time, so such a
 * record may be judged otherwise by a query that reads it minutes later.
 */
public final class Judge {
  private static final long MINUTE_MS = 60_000;

  private final Intake.Judging intake;
  private final SeenIds seen;
  private final SeenStore store;
  private final long timestamp;

  Judge(Intake intake, SeenIds seen, SeenStore store, long timestamp) {
    this.intake = intake.onThisThread();
    this.seen = seen;
    this.store = store;
    this.timestamp = timestamp;
  }

  /** Decides a run of records that follow each other. */
  public List<Judged> judge(List<KafkaRecord> records) {
    Verdict[] verdicts = new Verdict[records.size()];
    long[] payloads = new long[verdicts.length];
    LongSet minutes = new LongOpenHashSet();
    for (int i = 0; i < verdicts.length; i++) {
      KafkaRecord r = records.get(i);
      verdicts[i] = intake.judge(r.topic(), r.value(), arrival(r));
      if (verdicts[i] instanceof Verdict.Accepted accepted) {
        payloads[i] = hash(r.value()); // while the bytes are at hand
        minutes.add(minute(accepted.event()));
      }
    }
    seen.load(minutes, store, timestamp);
    List<Judged> judged = new ArrayList<>(verdicts.length);
    for (int i = 0; i < verdicts.length; i++) {
      judged.add(new Judged(records.get(i), fate(verdicts[i], payloads[i])));
    }
    return judged;
  }

  private Fate fate(Verdict verdict, long payload) {
    if (verdict instanceof Rejected rejected) {
      return new Fate.Quarantined(rejected.reason(), rejected.detail());
    }
    Verdict.Accepted accepted = (Verdict.Accepted) verdict;
    Event event = accepted.event();
    long id = hash(event.eventId().getBytes(StandardCharsets.UTF_8));
    return switch (seen.see(minute(event), id, payload)) {
      case NEW -> new Fate.Accepted(event, accepted.receiver(), payload);
      case SAME_PAYLOAD -> new Fate.Duplicate();
      case OTHER_PAYLOAD ->
          new Fate.Quarantined(
              Reason.CONFLICT, "event_id " + event.eventId() + " came with another payload before");
    };
  }

  /**
   * A record time is the producer's word: it may be wrong with the event time, but not later than
   * now.
   */
  private long arrival(KafkaRecord r) {
    return Math.min(r.recordTime(), timestamp);
  }

  private static long minute(Event event) {
    return Math.floorDiv(event.eventTime(), MINUTE_MS);
  }

  static long hash(byte[] bytes) {
    return XxHash.hashByteArr(bytes, 0, bytes.length, 0);
  }
}
