package io.daping.batch.privacy;

import java.util.List;

/**
 * A kind of store that a person is erased from. To erase a person from one more (models, alerts),
 * write a record here and add it to {@link Forget#stores}.
 */
sealed interface Forgetting permits ForgetTables, ForgetCells, ForgetFiles {
  /** What the report calls it. */
  String store();

  /** Erases; the answer is how many rows, cells or mentions went. Again, it does no harm. */
  long erase(Person person);

  /** Looks again, at bytes: what is still there, a line each. */
  List<String> remains(Person person);
}
