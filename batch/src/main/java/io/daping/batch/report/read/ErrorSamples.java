package io.daping.batch.report.read;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.daping.batch.DayRange;
import io.daping.batch.Silver;
import io.daping.batch.report.content.Findings.ErrorSample;
import io.daping.common.error.ErrorText;
import io.daping.common.event.LogLevel;
import io.daping.common.event.Topic;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the errors of groups said: the earliest of each on each day, as silver holds it. */
public record ErrorSamples(Silver silver) {
  private static final int LONGEST_MESSAGE = 300;

  /**
   * @param groups fingerprints
   * @return by day and fingerprint
   */
  public Map<LocalDate, Map<String, ErrorSample>> of(DayRange days, Collection<String> groups) {
    Map<LocalDate, Map<String, ErrorSample>> samples = new HashMap<>();
    if (groups.isEmpty()) {
      return samples;
    }
    Dataset<Row> errors =
        silver
            .read(Topic.APPLOG, days)
            .where(days.holds(col("day")))
            .where(col("level").isin(LogLevel.ERROR.name(), LogLevel.FATAL.name()))
            .where(col("fingerprint").isin(groups.toArray()));
    errors
        .groupBy("day", "fingerprint")
        .agg(min(struct("event_time", "event_id", "app", "logger", "message", "exception")).as("e"))
        .collectAsList()
        .forEach(
            row ->
                samples
                    .computeIfAbsent(row.getDate(0).toLocalDate(), day -> new HashMap<>())
                    .put(row.getString(1), sample(row.getStruct(2))));
    return samples;
  }

  private ErrorSample sample(Row e) {
    Row exception = e.getAs("exception");
    boolean plain = exception == null;
    ErrorText text =
        new ErrorText(
            e.getAs("app"),
            e.getAs("logger"),
            e.getAs("message"),
            plain ? null : exception.getAs("type"),
            plain ? null : exception.getAs("message"),
            plain ? null : exception.getAs("stack"));
    return new ErrorSample(
        text.app(),
        silver.settings().errors().fingerprints().title(text),
        shortened(text.message()));
  }

  private static String shortened(String message) {
    return message.codePointCount(0, message.length()) <= LONGEST_MESSAGE
        ? message
        : message.substring(0, message.offsetByCodePoints(0, LONGEST_MESSAGE)) + " …";
  }
}
