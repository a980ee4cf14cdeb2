package io.daping.common.catalogue;

/** What a metric's number counts. */
public enum Unit {
  /** Minor units of a currency; a cell per currency. */
  MONEY,
  ORDERS,
  PIECES,
  PEOPLE,
  VIEWS,
  ACTIONS,
  SEARCHES,
  REQUESTS,
  ADDRESSES,
  BYTES,
  MILLISECONDS,
  SAMPLES,
  /** Stored as millionths of a percent. */
  PERCENT(6),
  RECORDS,
  SESSIONS,
  /** A part of a whole, 0 to 1. */
  SHARE;

  private final int decimals;

  Unit() {
    this(0);
  }

  Unit(int decimals) {
    this.decimals = decimals;
  }

  /** How many digits of a stored whole number stand behind the decimal point. */
  public int decimals() {
    return decimals;
  }
}
