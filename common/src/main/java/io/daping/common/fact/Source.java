package io.daping.common.fact;

import io.daping.common.event.Topic;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What facts are made of: the accepted events of a topic, or the records of all topics as they were
 * judged. The name in lower case stands in the catalogue; the order stands in row keys, so a new
 * source comes last.
 */
public enum Source {
  ORDER(Topic.ORDER),
  BROWSE(Topic.BROWSE),
  SEARCH(Topic.SEARCH),
  ACCESS(Topic.ACCESS),
  MACHINE(Topic.MACHINE),
  APPLOG(Topic.APPLOG),
  /** Every record that came, accepted or not; see {@link IntakeFact}. */
  INTAKE(null);

  private final Topic topic;

  Source(Topic topic) {
    this.topic = topic;
  }

  /** The source that a topic's accepted events are. */
  public static Source of(Topic topic) {
    return valueOf(topic.name());
  }

  /** The source of that name. */
  public static Optional<Source> named(String name) {
    return Arrays.stream(values()).filter(s -> s.sourceName().equals(name)).findFirst();
  }

  /** The topic whose events are counted; none for {@link #INTAKE}. */
  public Optional<Topic> topic() {
    return Optional.ofNullable(topic);
  }

  /** The source's name in the catalogue. */
  public String sourceName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
