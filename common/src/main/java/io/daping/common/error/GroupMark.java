package io.daping.common.error;

import java.time.Instant;

/**
 * What people said of a group.
 *
 * @param fixedIn the first release without it; null when nobody said so
 * @param fixedAt when that was said
 * @param archivedAt null for a group that is not archived by hand
 */
public record GroupMark(String fixedIn, Instant fixedAt, Instant archivedAt) {
  /** Nobody said anything. */
  public static final GroupMark NONE = new GroupMark(null, null, null);

  /** Fixed, and so no longer archived. */
  public static GroupMark fixed(String release, Instant now) {
    return new GroupMark(release, now, null);
  }

  /** Nobody wants to see it. */
  public GroupMark archived(Instant now) {
    return new GroupMark(fixedIn, fixedAt, now);
  }
}
