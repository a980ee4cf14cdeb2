package io.daping.batch.maintain;

/** One kind of upkeep. To add one, write a record here and add it to {@link Maintenance#work}. */
interface Upkeep {
  /** One word, as the report calls it. */
  String name();

  /** Does what is due, or only says so, see {@link Done#isRehearsal}; again, it does nothing. */
  void run(Done done);
}
