package io.daping.common.serve;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** A dimension value with what it is ranked by: the number, then that of the tie, then its id. */
record Ranked(String value, Reading reading, long tie) {
  /** Ids are compared as UTF-8 bytes, as SQL compares them. */
  static final Comparator<String> BYTE_BY_BYTE =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  /** The best first. */
  static final Comparator<Ranked> BEST_FIRST =
      Comparator.comparingLong((Ranked r) -> -r.reading().value())
          .thenComparingLong(r -> -r.tie())
          .thenComparing(Ranked::value, BYTE_BY_BYTE);
}
