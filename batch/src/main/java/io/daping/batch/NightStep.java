package io.daping.batch;

import io.daping.batch.run.DayRun;
import io.daping.batch.run.Step;
import io.daping.common.spark.DeltaTables.Table;
import java.util.List;

/** One step of the night over some closed days. Doing it again changes nothing. */
interface NightStep {
  /** Which one. */
  Step step();

  /** The tables that it reads. */
  List<Table> inputs(Pass pass);

  /** Does it, and tells what it did with each day, in order. */
  List<DayRun> run(Pass pass);
}
