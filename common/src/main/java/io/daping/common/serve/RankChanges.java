package io.daping.common.serve;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.catalogue.State;
import io.daping.common.hbase.CellStore.Stored;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes of rank: the ranking of some minutes ago is the present one less what the minutes since
 * then added, for sums and counts exactly. For one thread.
 */
final class RankChanges {
  private final Asked asked;
  private final Optional<Metric> ties;
  private final Instant since;
  private final Duration over;
  private final Map<String, long[]> gains = new HashMap<>();

  /**
   * @param over the minutes between the two rankings, that end with the newest
   * @throws BadQuery when the number cannot be taken apart by minutes
   */
  RankChanges(Asked asked, Catalogue catalogue, Instant since, Duration over) {
    Metric metric = asked.metric();
    boolean adds = metric.state() == State.SUM || metric.state() == State.EVENTS;
    if (!adds || !asked.figure().name().equals(metric.name())) {
      throw new BadQuery(
          asked.figure().name()
              + " cannot be taken apart by minutes, so its ranking of then is not known: since"
              + " needs a sum or a count");
    }
    if (!metric.isKept(asked.dimension(), Grain.MINUTE)) {
      throw new BadQuery(
          metric.name()
              + " by "
              + asked.dimension().name()
              + " is not kept per minute, so its ranking of then is not known");
    }
    this.asked = asked;
    this.ties = catalogue.metric(String.valueOf(metric.tiesBy()));
    this.since = since;
    this.over = over;
  }

  /** Takes a cell of a minute between the two rankings. */
  void take(Stored minute) {
    long[] gain = gains.computeIfAbsent(minute.key().value(), v -> new long[2]);
    gain[0] += number(asked.metric(), minute);
    gain[1] += ties.map(metric -> number(metric, minute)).orElse(0L);
  }

  /**
   * @param now everything that is ranked, the best first
   * @return the change of each value
   */
  Map<String, RankChange> of(List<Ranked> now) {
    Map<String, Integer> before = ranksBefore(now);
    Map<String, RankChange> changes = new HashMap<>();
    for (int i = 0; i < now.size(); i++) {
      String value = now.get(i).value();
      Integer earlier = before.get(value);
      long gained = gains.getOrDefault(value, new long[2])[0];
      changes.put(
          value,
          new RankChange(
              earlier == null ? null : earlier - i,
              BigDecimal.valueOf(gained, asked.figure().decimals()),
              since,
              over));
    }
    return changes;
  }

  private Map<String, Integer> ranksBefore(List<Ranked> now) {
    List<Ranked> before = new ArrayList<>();
    for (Ranked r : now) {
      long[] gain = gains.getOrDefault(r.value(), new long[2]);
      Reading reading = new Reading(r.reading().value() - gain[0], 0);
      if (reading.value() != 0) {
        before.add(new Ranked(r.value(), reading, r.tie() - gain[1]));
      }
    }
    before.sort(Ranked.BEST_FIRST);
    Map<String, Integer> ranks = new HashMap<>();
    before.forEach(r -> ranks.put(r.value(), ranks.size()));
    return ranks;
  }

  /** A tie that does not add up by minutes had ranked equals now as it does then. */
  private long number(Metric metric, Stored minute) {
    if (metric.state() != State.SUM && metric.state() != State.EVENTS) {
      return 0;
    }
    String key = metric.isMoney() ? asked.currency() : Reading.NO_CURRENCY;
    Reading reading = Reading.all(metric, minute.cell()).get(key);
    return reading == null ? 0 : reading.value();
  }
}
