package io.daping.local.load;

/**
 * Something that makes events as its own time passes. Shoppers make orders, browsing, searches and
 * requests; crawlers, hosts and applications are sources of their own.
 */
sealed interface EventSource permits Shop, Robots, Fleet, Applications, Mixture {
  /**
   * The next event, which happens now.
   *
   * @param now epoch milliseconds, never before that of the last call
   */
  Event next(long now);

  /** A good event that stands alone: nothing follows from it, so that it may be damaged. */
  Event alone(long now);
}
