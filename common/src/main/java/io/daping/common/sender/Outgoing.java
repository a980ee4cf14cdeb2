package io.daping.common.sender;

/**
 * What to send, as it is.
 *
 * @param key the record key, or null for none
 * @param spread decides the partition where there is no key: equal bytes, equal partition
 * @param time the record time, epoch milliseconds
 * @param origin its number where it comes from, for messages
 * @param repairs the place of the refused record that this one replaces, or null: see {@link
 *     EventSender#REPAIRS}
 */
public record Outgoing(
    String topic, String key, byte[] spread, byte[] value, long time, long origin, String repairs) {

  /** A record that replaces none. */
  public Outgoing(String topic, String key, byte[] spread, byte[] value, long time, long origin) {
    this(topic, key, spread, value, time, origin, null);
  }

  /** The same, in place of a refused one. */
  public Outgoing repairing(String place) {
    return new Outgoing(topic, key, spread, value, time, origin, place);
  }
}
