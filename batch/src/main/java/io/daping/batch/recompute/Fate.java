package io.daping.batch.recompute;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;

/** What the night makes of an event of silver: column {@code fate}. */
public final class Fate {
  /** The column's name. */
  public static final String COLUMN = "fate";

  /** The event counts. */
  public static final String COUNTED = "counted";

  /** Its id came before with the same content. */
  public static final String DUPLICATE = "duplicate";

  /** Its order was created or paid before, under another id. */
  public static final String REPEATED = "repeated";

  /** Its id came before with other content. */
  public static final String CONFLICT = "conflict";

  /** A cancellation without a payment before it. */
  public static final String IDLE = "idle";

  private Fate() {}

  /** Whether the event is neither duplicate nor conflict, counting or not. */
  public static Column isAccepted() {
    return col(COLUMN).isin(COUNTED, REPEATED, IDLE);
  }

  /** Whether the event counts. */
  public static Column isCounted() {
    return col(COLUMN).equalTo(COUNTED);
  }
}
