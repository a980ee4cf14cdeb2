package io.daping.common.catalogue;

/** What a metric's number counts. */
public enum Unit {
  /** Minor units of a currency; a cell per currency. */
  MONEY,
  ORDERS,
  PIECES,
  PEOPLE,
  VIEWS,
  SEARCHES,
  REQUESTS,
  SAMPLES,
  RECORDS
}
