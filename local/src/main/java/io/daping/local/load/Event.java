package io.daping.local.load;

import io.daping.common.event.Topic;

/** One event of the contract, or what was one before it was damaged; one record a topic. */
sealed interface Event
    permits BrowseEvent,
        OrderEvent,
        SearchEvent,
        AccessEvent,
        MachineEvent,
        AppLogEvent,
        DamagedEvent {
  Topic topic();

  /** The id in the record, or null where damage took it. */
  String eventId();

  /** The record's bytes, the same at every call. */
  byte[] bytes(Encoder encoder);
}
