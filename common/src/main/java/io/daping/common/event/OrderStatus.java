package io.daping.common.event;

/** What an order event says of its order. States may arrive in any order. */
public enum OrderStatus {
  CREATED,
  PAID,
  CANCELLED,
  REFUNDED
}
