package io.daping.common.event;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The Kafka topics whose events are understood. The name in lower case is the topic's name. */
public enum Topic {
  ORDER,
  BROWSE;

  /** The topic's name in Kafka, in tables and in the catalogue. */
  public String topicName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The topic of that name, if it is one of ours. */
  public static Optional<Topic> named(String name) {
    return Arrays.stream(values()).filter(t -> t.topicName().equals(name)).findFirst();
  }

  /** All names, in the order in which the contract lists them. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Topic::topicName).toList();
  }
}
