package io.daping.local.load;

/**
 * An event on its way.
 *
 * @param at when it arrives, epoch milliseconds: its record time
 * @param number decides between two that arrive at once
 */
record Delivery(long at, long number, Event event, Fate fate) {}
