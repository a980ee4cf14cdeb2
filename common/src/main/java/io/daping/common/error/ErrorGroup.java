package io.daping.common.error;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What is known of the errors of one fingerprint. Groups of parts merge to the group of the whole,
 * in whatever order and however it is cut.
 *
 * @param title null until somebody needs it
 * @param firstSeen event time of the first, epoch milliseconds
 * @param hours start of an hour (UTC, epoch milliseconds) to errors in it: the newest {@value
 *     #MOST_HOURS} in which there were any
 * @param releases those that had it to when they last did, in their order: the latest {@value
 *     #MOST_RELEASES}
 * @param sample the earliest; null when it was erased
 */
public record ErrorGroup(
    String fingerprint,
    String app,
    String title,
    long firstSeen,
    long lastSeen,
    long count,
    SortedMap<Long, Long> hours,
    CappedSet hosts,
    SortedMap<String, Long> releases,
    Sample sample) {

  private static final int MOST_HOURS = 168;
  private static final int MOST_RELEASES = 20;
  static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);

  public ErrorGroup {
    hours = newest(hours, new TreeMap<>(), MOST_HOURS);
    releases = newest(releases, new TreeMap<>(ReleaseOrder.BY_VERSION), MOST_RELEASES);
  }

  /** The group of one error. */
  public static ErrorGroup of(String fingerprint, Sample seen) {
    TreeMap<Long, Long> hours = new TreeMap<>();
    hours.put(hour(seen.time()), 1L);
    TreeMap<String, Long> releases = new TreeMap<>(ReleaseOrder.BY_VERSION);
    if (seen.release() != null) {
      releases.put(seen.release(), seen.time());
    }
    return new ErrorGroup(
        fingerprint,
        seen.text().app(),
        null,
        seen.time(),
        seen.time(),
        1,
        hours,
        CappedSet.of(seen.host()),
        releases,
        seen);
  }

  /** Both together, under this one's fingerprint; the earlier one's title and sample. */
  public ErrorGroup merge(ErrorGroup other) {
    SortedMap<Long, Long> allHours = new TreeMap<>(hours);
    other.hours.forEach((hour, errors) -> allHours.merge(hour, errors, Long::sum));
    SortedMap<String, Long> allReleases = new TreeMap<>(releases);
    other.releases.forEach((release, seen) -> allReleases.merge(release, seen, Math::max));
    Sample earlier = Sample.earlier(sample, other.sample);
    return new ErrorGroup(
        fingerprint,
        app,
        earlier == sample && title != null ? title : other.title == null ? title : other.title,
        Math.min(firstSeen, other.firstSeen),
        Math.max(lastSeen, other.lastSeen),
        count + other.count,
        allHours,
        hosts.merge(other.hosts),
        allReleases,
        earlier);
  }

  /**
   * This group less errors that are not its own after all. First and last time, hosts and releases
   * stay, for nobody knows which of them only those had.
   */
  ErrorGroup without(ErrorGroup others) {
    SortedMap<Long, Long> left = new TreeMap<>(hours);
    others.hours.forEach(
        (hour, errors) -> left.computeIfPresent(hour, (h, n) -> n > errors ? n - errors : null));
    return new ErrorGroup(
        fingerprint,
        app,
        title,
        firstSeen,
        lastSeen,
        count - others.count,
        left,
        hosts,
        releases,
        sample);
  }

  /** This group with the title of its sample. */
  public ErrorGroup titled(Fingerprints fingerprints) {
    return with(fingerprints.title(sample.text()), sample);
  }

  /** This group with another sample. */
  public ErrorGroup with(Sample other) {
    return with(title, other);
  }

  /** This group under another's fingerprint. */
  ErrorGroup named(String other) {
    return new ErrorGroup(
        other, app, title, firstSeen, lastSeen, count, hours, hosts, releases, sample);
  }

  private ErrorGroup with(String newTitle, Sample newSample) {
    return new ErrorGroup(
        fingerprint, app, newTitle, firstSeen, lastSeen, count, hours, hosts, releases, newSample);
  }

  /** Errors in the hours from one to another, that one not among them. */
  long errors(long from, long to) {
    return hours.subMap(hour(from), Math.max(hour(from), hour(to))).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  static long hour(long time) {
    return Math.floorDiv(time, HOUR_MS) * HOUR_MS;
  }

  /** What leaves is least: it can never come back by merging, since the others only become more. */
  private static <K> SortedMap<K, Long> newest(
      SortedMap<K, Long> all, TreeMap<K, Long> kept, int most) {
    all.forEach(kept::put);
    while (kept.size() > most) {
      kept.pollFirstEntry();
    }
    return kept;
  }
}
