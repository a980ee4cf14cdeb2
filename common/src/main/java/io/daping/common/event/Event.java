package io.daping.common.event;

/** An accepted event of one of the topics. */
public sealed interface Event
    permits OrderEvent, BrowseEvent, SearchEvent, AccessEvent, MachineEvent, AppLogEvent {
  Topic topic();

  String eventId();

  /** Epoch milliseconds, by the producer's clock. */
  long eventTime();
}
