package io.daping.services.follow;

import io.daping.common.event.Topic;
import io.daping.common.sender.Outgoing;

/** Lines that are no event: they are sent as they are, and intake keeps them in quarantine. */
final class Raw {
  private Raw() {}

  static Outgoing record(Topic topic, long offset, byte[] line) {
    return new Outgoing(topic.topicName(), null, line, line, System.currentTimeMillis(), offset);
  }

  static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
