package io.daping.common.error;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells how a group stands, the first of these that holds: <em>archived</em>, by hand or since it
 * has been silent; <em>regressed</em>, since an event of the release that fixed it, or of a later
 * one, had it after it was said to be fixed; <em>new</em>; <em>escalating</em>; <em>ongoing</em>.
 *
 * @param newFor how long after the first error a group is new
 * @param factor it escalates when its last hour has this many times the errors of its mean hour
 * @param least and at least this many
 * @param silentFor how long after the last error it is archived
 */
public record StatusRule(Duration newFor, int factor, int least, Duration silentFor) {
  private static final int BASELINE_HOURS = 166;

  /** How a group stands now. */
  public GroupStatus status(ErrorGroup group, GroupMark mark, Instant now) {
    if (mark.archivedAt() != null || isOlder(group.lastSeen(), silentFor, now)) {
      return GroupStatus.ARCHIVED;
    }
    if (isRegressed(group, mark)) {
      return GroupStatus.REGRESSED;
    }
    if (!isOlder(group.firstSeen(), newFor, now)) {
      return GroupStatus.NEW;
    }
    return isEscalating(group, now) ? GroupStatus.ESCALATING : GroupStatus.ONGOING;
  }

  /** Errors of older releases, and of unknown ones, do not say that it is back. */
  private static boolean isRegressed(ErrorGroup group, GroupMark mark) {
    return mark.fixedIn() != null
        && group.releases().entrySet().stream()
            .anyMatch(
                seen ->
                    ReleaseOrder.isSince(seen.getKey(), mark.fixedIn())
                        && seen.getValue() > mark.fixedAt().toEpochMilli());
  }

  /**
   * The last hour is the running one or the one before, whichever has more; the mean is that of the
   * hours before these two since the first error, of at most a week.
   */
  private boolean isEscalating(ErrorGroup group, Instant now) {
    long running = ErrorGroup.hour(now.toEpochMilli());
    long before = running - ErrorGroup.HOUR_MS;
    long end = running + ErrorGroup.HOUR_MS;
    long last = Math.max(group.errors(running, end), group.errors(before, running));
    long from =
        Math.max(ErrorGroup.hour(group.firstSeen()), before - BASELINE_HOURS * ErrorGroup.HOUR_MS);
    long hours = Math.max(1, (before - from) / ErrorGroup.HOUR_MS);
    return last >= least && last * hours >= factor * group.errors(from, before);
  }

  private static boolean isOlder(long time, Duration age, Instant now) {
    return now.toEpochMilli() - time >= age.toMillis();
  }
}
