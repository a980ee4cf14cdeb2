package io.daping.common.event;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The six Kafka topics. The name in lower case is the topic's name; the order stands in row keys,
 * so a new topic comes last.
 */
public enum Topic {
  ORDER("order_id"),
  BROWSE("visitor_id"),
  SEARCH("visitor_id"),
  ACCESS("ip"),
  MACHINE("host"),
  APPLOG("app");

  private static final Map<String, Topic> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Topic::topicName, t -> t));

  private final String topicName = name().toLowerCase(Locale.ROOT);
  private final String keyField;

  Topic(String keyField) {
    this.keyField = keyField;
  }

  /** The topic's name in Kafka, in tables and in the catalogue. */
  public String topicName() {
    return topicName;
  }

  /** The field whose text is the record key: what must stay in order comes by one partition. */
  public String keyField() {
    return keyField;
  }

  /** The topic of that name, if it is one of ours. */
  public static Optional<Topic> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** All names, in the order in which the contract lists them. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Topic::topicName).toList();
  }
}
