package io.daping.batch.history;

import static org.apache.spark.sql.functions.col;

import io.daping.batch.DayRange;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Leads every person's events, in the order of their time, through one walk for each day whose
 * facts they may belong to. One sort, and in memory no more than one person's walks.
 *
 * @param from the first day wanted, in days since 1970
 * @param to the day after the last
 * @param back days before a day whose events its walk takes, too
 * @param ahead days after it
 */
record Walks(int from, int to, int back, int ahead, DayWalk.Start start)
    implements MapPartitionsFunction<Row, Row> {

  static Walks of(DayRange range, int back, int ahead, DayWalk.Start start) {
    int from = Math.toIntExact(range.from().toEpochDay());
    return new Walks(from, Math.toIntExact(range.to().toEpochDay()), back, ahead, start);
  }

  /**
   * @param steps rows of {@link Step}
   * @param facts the columns of the facts
   */
  Dataset<Row> facts(Dataset<Row> steps, StructType facts) {
    Column[] columns =
        Arrays.stream(Step.SCHEMA.fieldNames()).map(functions::col).toArray(Column[]::new);
    return steps
        .select(columns)
        .repartition(col("who"))
        .sortWithinPartitions("who", "event_time", "rank", "event_id")
        .mapPartitions(this, Encoders.row(facts));
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Passage(rows);
  }

  /** Goes through sorted rows; when a person's are over, their facts come out. */
  private final class Passage implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Queue<Row> ready = new ArrayDeque<>();
    private final TreeMap<Integer, DayWalk> walks = new TreeMap<>();
    private String who;

    Passage(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && rows.hasNext()) {
        take(Step.of(rows.next()));
      }
      if (ready.isEmpty()) {
        finish();
      }
      return !ready.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void take(Step step) {
      if (!step.who().equals(who)) {
        finish();
        who = step.who();
      }
      int last = Math.min(to - 1, step.day() + back);
      for (int day = Math.max(from, step.day() - ahead); day <= last; day++) {
        walks.computeIfAbsent(day, d -> start.of(who, d)).take(step);
      }
    }

    private void finish() {
      walks.values().forEach(walk -> ready.addAll(walk.facts()));
      walks.clear();
    }
  }
}
