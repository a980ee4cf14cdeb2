package io.daping.batch.report.read;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.daping.batch.report.content.Findings.Return;
import io.daping.batch.report.content.Period.Buyers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many people were there on each day, for how many of them it was the first, and how many of
 * days before came again.
 *
 * @param byDay as counted
 */
public record Comings(Map<LocalDate, Counted> byDay) {
  /** After how many days it is asked who came again. */
  static final List<Integer> AFTER = List.of(1, 7, 30);

  /**
   * One day's people.
   *
   * @param all everybody
   * @param fresh those who were never there before
   * @param again those of them who were also there (for the first time, where first days are known)
   *     1, 7 and 30 days before
   */
  record Counted(long all, long fresh, List<Long> again) {}

  /**
   * @param presences who was there on which day: {@code who}, {@code epoch_day}, perhaps several
   *     times, and {@code first_day} of each person, or null where only presence counts
   */
  static Comings of(Dataset<Row> presences) {
    Dataset<Row> people =
        presences
            .groupBy("who")
            .agg(collect_set("epoch_day").as("days"), min("first_day").as("first_day"));
    List<Column> counts = new ArrayList<>();
    counts.add(count(when(col("first_day").equalTo(col("day")), 1)));
    for (int days : AFTER) {
      Column then = col("day").minus(days);
      Column wasNew = col("first_day").isNull().or(col("first_day").equalTo(then));
      counts.add(count(when(array_contains(col("days"), then).and(wasNew), 1)));
    }
    Map<LocalDate, Counted> byDay = new TreeMap<>();
    people
        .withColumn("day", explode(col("days")))
        .groupBy("day")
        .agg(count(lit(1)), counts.toArray(Column[]::new))
        .collectAsList()
        .forEach(row -> byDay.put(LocalDate.ofEpochDay(row.getInt(0)), counted(row)));
    return new Comings(byDay);
  }

  /** New and returning people of a day. */
  public Buyers on(LocalDate day) {
    Counted here = counted(day);
    return new Buyers(here.fresh, here.all - here.fresh);
  }

  /** Who of those who were new on earlier days came again on this one. */
  public List<Return> newAgain(LocalDate day) {
    return again(day, true);
  }

  /** Who of all that were there on earlier days came again on this one. */
  public List<Return> allAgain(LocalDate day) {
    return again(day, false);
  }

  private List<Return> again(LocalDate day, boolean onlyNew) {
    List<Return> returns = new ArrayList<>();
    for (int i = 0; i < AFTER.size(); i++) {
      Counted then = counted(day.minusDays(AFTER.get(i)));
      long were = onlyNew ? then.fresh : then.all;
      if (were > 0) {
        returns.add(new Return(before(AFTER.get(i)), were, counted(day).again.get(i)));
      }
    }
    return returns;
  }

  private static String before(int days) {
    return days == 1 ? "1 day before" : days + " days before";
  }

  private Counted counted(LocalDate day) {
    return byDay.getOrDefault(day, new Counted(0, 0, List.of(0L, 0L, 0L)));
  }

  private static Counted counted(Row row) {
    return new Counted(
        row.getLong(1), row.getLong(2), List.of(row.getLong(3), row.getLong(4), row.getLong(5)));
  }
}
