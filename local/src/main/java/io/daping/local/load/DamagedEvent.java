package io.daping.local.load;

import io.daping.common.event.Topic;

/** Bytes that intake must refuse. */
record DamagedEvent(Topic topic, String eventId, byte[] content) implements Event {
  @Override
  public byte[] bytes(Encoder encoder) {
    return content;
  }
}
