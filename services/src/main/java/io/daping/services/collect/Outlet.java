package io.daping.services.collect;

import io.daping.common.event.Topic;

/** Where accepted records go. May be used by many threads. */
public interface Outlet extends AutoCloseable {

  /**
   * Takes a record. Those of one key that one thread sends keep their order.
   *
   * @param told is called once, by a thread that must not be kept
   */
  void send(Outgoing record, Told told);

  @Override
  void close();

  /**
   * One record.
   *
   * @param key the value of the topic's key field
   * @param time Kafka's record time, epoch milliseconds
   * @param source who sent it
   */
  record Outgoing(Topic topic, String key, byte[] value, long time, String source) {}

  /** What became of a record. */
  interface Told {
    /**
     * @param problem null when Kafka has acknowledged the record
     */
    void told(Exception problem);
  }
}
