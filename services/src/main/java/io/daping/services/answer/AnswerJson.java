package io.daping.services.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daping.common.serve.MetricAnswer;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * An answer as a JSON document, the same for {@code query --format json} and the API. Times bear
 * the business zone's offset, money is in minor units of {@code currency}, {@code rank} is there
 * only when the best were asked for, {@code standing} only of sliding windows, {@code note} only
 * when there is something to say: that some of the days have no number yet.
 */
public record AnswerJson(
    String metric,
    String unit,
    String currency,
    String grain,
    String by,
    String asOf,
    String watermark,
    double lateShare,
    int definition,
    @JsonInclude(JsonInclude.Include.NON_NULL) String note,
    List<Row> rows) {

  /** One cell. */
  public record Row(
      String windowStart,
      String dimension,
      BigDecimal value,
      double error,
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer rank,
      @JsonInclude(JsonInclude.Include.NON_NULL) String standing,
      @JsonInclude(JsonInclude.Include.NON_NULL) Change change) {

    static Row of(MetricAnswer answer, MetricAnswer.Row row, ZoneId zone) {
      return new Row(
          Times.withOffset(row.windowStart(), zone),
          row.dimension(),
          row.value(),
          row.error(),
          row.rank().isPresent() ? row.rank().getAsInt() : null,
          row.standing() == null ? null : row.standing().name().toLowerCase(Locale.ROOT),
          row.change() == null ? null : Change.of(answer, row, zone));
    }
  }

  /**
   * How a rank has changed.
   *
   * @param ranks by how many it went up, below 0 down; null for what had no rank before
   */
  public record Change(Integer ranks, BigDecimal gained, String since, String reason) {

    static Change of(MetricAnswer answer, MetricAnswer.Row row, ZoneId zone) {
      return new Change(
          row.change().ranks(),
          row.change().gained(),
          Times.withOffset(row.change().since(), zone),
          Reason.of(answer, row));
    }
  }

  /** The document of this answer. */
  public static AnswerJson of(MetricAnswer answer, ZoneId zone) {
    return new AnswerJson(
        answer.metric(),
        answer.unit(),
        answer.currency(),
        answer.grain().grainName(),
        answer.by(),
        Times.withOffset(answer.asOf(), zone),
        Times.withOffset(answer.watermark(), zone),
        answer.lateShare(),
        answer.definition(),
        answer.note(),
        answer.rows().stream().map(row -> Row.of(answer, row, zone)).toList());
  }
}
