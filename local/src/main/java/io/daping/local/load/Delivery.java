package io.daping.local.load;

/**
 * An event on its way.
 *
 * @param at when it arrives, epoch milliseconds: its record time
 * @param number decides between two that arrive at once
 */
record Delivery(long at, long number, Event event, Fate fate) implements Comparable<Delivery> {
  @Override
  public int compareTo(Delivery other) {
    return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
  }
}
