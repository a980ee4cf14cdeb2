package io.daping.common.event;

/** An accepted event of one of the topics. */
public sealed interface Event
    permits OrderEvent, BrowseEvent, SearchEvent, AccessEvent, MachineEvent, AppLogEvent {
  Topic topic();

  /** The record key that the contract names: the value of {@link Topic#keyField}. */
  String key();

  String eventId();

  /** Epoch milliseconds, by the producer's clock. */
  long eventTime();
}
