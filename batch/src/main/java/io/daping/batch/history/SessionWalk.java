package io.daping.batch.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The sessions of a visitor that begin on one day. A pause of {@link #GAP_MS} or more ends a
 * session, and so do {@link #CAP_MS} since its beginning.
 */
final class SessionWalk implements DayWalk {
  /** A pause of exactly 30 minutes begins a new session. */
  static final long GAP_MS = Duration.ofMinutes(30).toMillis();

  /** An event exactly 24 hours after a session's first begins a new session. */
  static final long CAP_MS = Duration.ofHours(24).toMillis();

  private final String visitor;
  private final int day;
  private final List<Row> facts = new ArrayList<>();
  private Step first;
  private long last;
  private long events;

  SessionWalk(String visitor, int day) {
    this.visitor = visitor;
    this.day = day;
  }

  @Override
  public void take(Step step) {
    if (first == null || step.time() - last >= GAP_MS || step.time() - first.time() >= CAP_MS) {
      end();
      first = step;
      events = 0;
    }
    last = step.time();
    events++;
  }

  @Override
  public List<Row> facts() {
    end();
    first = null;
    return facts;
  }

  private void end() {
    if (first != null && first.day() == day) {
      facts.add(
          RowFactory.create(first.eventId(), visitor, events, last - first.time(), first.time()));
    }
  }
}
