package io.daping.services.collect.http;

import io.daping.common.event.Topic;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may write where.
 *
 * @param name stands in logs and beside each record; the token never does
 */
record Writer(Kind kind, String name, Set<Topic> topics) {
  /** What a page may send: its key can be read by everyone who visits it. */
  static final Set<Topic> OF_PAGES = Set.of(Topic.BROWSE, Topic.SEARCH, Topic.ACCESS);

  /** How a writer shows who it is. */
  enum Kind {
    /** A server, by {@code Authorization: Bearer}. */
    BEARER,
    /** A page, by a key that is public. */
    SITE
  }

  /** Where no tokens are configured, all of this machine. */
  static Writer anyone(Kind kind) {
    return new Writer(
        kind, "anyone", kind == Kind.SITE ? OF_PAGES : Set.copyOf(EnumSet.allOf(Topic.class)));
  }
}
