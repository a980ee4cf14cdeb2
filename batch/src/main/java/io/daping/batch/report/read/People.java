package io.daping.batch.report.read;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.daping.batch.DayRange;
import io.daping.batch.Silver;
import io.daping.batch.recompute.Attributions;
import io.daping.batch.recompute.Deduplication;
import io.daping.batch.recompute.OrderCounting;
import io.daping.batch.report.content.Findings.Return;
import io.daping.batch.report.content.Period;
import io.daping.batch.report.content.Period.Buyers;
import io.daping.common.config.ReportSettings.Span;
import io.daping.common.event.OrderStatus;
import io.daping.common.event.Topic;
import io.daping.common.spark.DeltaTables;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who paid and who came, from silver. Buyers are those whom metric {@code buyers} counts; they are
 * new when silver holds no earlier payment of theirs, of whatever day.
 */
public record People(Silver silver) {
  private static final int LONGEST = Comings.AFTER.get(Comings.AFTER.size() - 1);

  /** Buyers of some days and of those before that retention looks back to. */
  public Comings buyers(DayRange days) {
    DayRange all = new DayRange(days.from().minusDays(LONGEST), days.to());
    Column ms = col("first_time");
    Column firstDay =
        unix_date(
            to_date(from_utc_timestamp(timestamp_millis(ms), silver.settings().zone().getId())));
    return Comings.of(
        payers(all)
            .select(col("user_id"), unix_date(col("day")).as("epoch_day"))
            .join(firstPayments(all), "user_id")
            .select(col("user_id").as("who"), col("epoch_day"), firstDay.as("first_day")));
  }

  /** Visitors of some days and of those that retention looks back to. */
  public Comings visitors(DayRange days) {
    Column wanted = days.holds(col("day"));
    for (int back : Comings.AFTER) {
      LocalDate from = days.from().minusDays(back);
      wanted = wanted.or(new DayRange(from, days.to().minusDays(back)).holds(col("day")));
    }
    return Comings.of(
        table(Topic.BROWSE)
            .where(wanted)
            .select(
                col("visitor_id").as("who"),
                unix_date(col("day")).as("epoch_day"),
                lit(null).cast("int").as("first_day")));
  }

  /** Buyers of a period. */
  public Buyers buyers(Span span) {
    Row counts = payers(span).agg(count(lit(1)), count(when(isFirstIn(span), 1))).head();
    return new Buyers(counts.getLong(1), counts.getLong(0) - counts.getLong(1));
  }

  /** Of those who paid for the first time in a period, who paid in a later one. */
  public Return buyersAgain(Period before, Period later) {
    Span then = Periods.span(before);
    return again(before, payers(then).where(isFirstIn(then)), payers(Periods.span(later)));
  }

  /** Of those who came in a period, who came in a later one. */
  public Return visitorsAgain(Period before, Period later) {
    return again(before, visitors(Periods.span(before)), visitors(Periods.span(later)));
  }

  private static Return again(Period before, Dataset<Row> were, Dataset<Row> came) {
    Dataset<Row> here = came.select(col("who"), lit(true).as("came"));
    Row counts =
        were.select("who")
            .join(here, new String[] {"who"}, "left_outer")
            .agg(count(lit(1)), count("came"))
            .head();
    return new Return(before.label(), counts.getLong(0), counts.getLong(1));
  }

  /** {@code who} paid in a period, and {@code first_time} ever. */
  private Dataset<Row> payers(Span span) {
    DayRange days = Periods.days(span, silver.settings().zone());
    return payers(days)
        .where(Periods.holds(span, col("event_time")))
        .select("user_id")
        .distinct()
        .join(firstPayments(days), "user_id")
        .withColumnRenamed("user_id", "who");
  }

  /** {@code who} came in a period. */
  private Dataset<Row> visitors(Span span) {
    DayRange days = Periods.days(span, silver.settings().zone());
    return table(Topic.BROWSE)
        .where(days.holds(col("day")).and(Periods.holds(span, col("event_time"))))
        .select(col("visitor_id").as("who"))
        .distinct();
  }

  private static Column isFirstIn(Span span) {
    return col("first_time").geq(span.from().toEpochMilli());
  }

  private Dataset<Row> payers(DayRange days) {
    Dataset<Row> orders = OrderCounting.counted(Deduplication.judged(read(days)));
    return Attributions.payments(orders)
        .where(days.holds(col("day")).and(col("user_id").isNotNull()))
        .select("user_id", "day", "event_time");
  }

  private Dataset<Row> read(DayRange days) {
    return silver
        .read(Topic.ORDER, days)
        .select(
            "event_id",
            "payload_hash",
            "record_time",
            "partition",
            "offset",
            "event_time",
            "day",
            "order_id",
            "user_id",
            "status");
  }

  private Dataset<Row> firstPayments(DayRange days) {
    return table(Topic.ORDER)
        .where(col("day").lt(lit(days.to())))
        .where(col("status").equalTo(OrderStatus.PAID.name()).and(col("user_id").isNotNull()))
        .groupBy("user_id")
        .agg(min("event_time").as("first_time"));
  }

  private Dataset<Row> table(Topic topic) {
    return DeltaTables.of(silver.settings()).silver(topic).read(silver.spark());
  }
}
