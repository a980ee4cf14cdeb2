package io.daping.batch.history;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;

/** Takes one person's events around a day in the order of their time, for the facts of that day. */
interface DayWalk {
  void take(Step step);

  /** The facts, once all events are taken. */
  List<Row> facts();

  /** Begins the walk of a person for a day, in days since 1970. */
  interface Start extends Serializable {
    DayWalk of(String who, int day);
  }
}
