package io.daping.local.load;

/** Where deliveries go. */
sealed interface Outlet extends AutoCloseable permits KafkaOutlet, FileOutlet {
  /**
   * Takes one, in the order of arrival.
   *
   * @throws io.daping.common.fault.Failure when it, or an earlier one, is lost
   */
  void take(Delivery delivery);

  /** Returns when all that was taken is safe. */
  void flush();

  @Override
  void close();
}
