package io.daping.batch.history;

/** The steps of the funnel, in their order. */
enum FunnelStep {
  VIEW,
  CART,
  ORDER,
  PAY
}
