package io.daping.bench.duckdb;

import io.daping.bench.peers.Answers;
import io.daping.bench.peers.QuerySet.Query;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import java.time.ZoneOffset;

/**
 * A metric by a dimension at a grain as DuckDB's SQL over the views {@link #VIEWS}, from the
 * catalogue's own expressions. Columns: the answer's name, and the number as text.
 *
 * @param offset of the business zone from UTC in the days that are asked for
 */
record CatalogueSql(ZoneOffset offset) {
  /**
   * Silver as facts. What an event counts is the house's rule: a cancellation after payment, all
   * else as it comes, for the data set has no second payment.
   */
  static final String VIEWS =
      """
      CREATE VIEW orders AS SELECT * FROM read_parquet('%1$s/silver_order/day=%2$s/*.parquet');
      CREATE VIEW paid AS
        SELECT order_id, min(event_time) AS paid_at FROM orders WHERE status = 'PAID' GROUP BY 1;
      CREATE VIEW order_facts AS
        SELECT *, quantity * unit_price - discount AS line_worth
        FROM (
          SELECT event_id, event_time, o.order_id, user_id, status, currency, province,
            unnest(lines, recursive := true)
          FROM orders o LEFT JOIN paid p ON o.order_id = p.order_id
          WHERE status <> 'CANCELLED' OR paid_at <= event_time);
      CREATE VIEW browse_facts AS
        SELECT * FROM read_parquet('%1$s/silver_browse/day=%2$s/*.parquet');
      """;

  /** A query's answers with their names, as {@link Answers#name} writes them. */
  String of(Query query) {
    return """
        SELECT '%s per %s of ' || strftime(make_timestamp(win * 1000), '%%Y-%%m-%%dT%%H:%%M:%%SZ')
          || ', %s "' || val || '"', n FROM (%s)"""
        .formatted(
            query.metric().name(),
            query.grain().grainName(),
            query.dimension().name(),
            of(query.metric(), query.dimension(), query.grain()));
  }

  private String of(Metric metric, Dimension dimension, Grain grain) {
    String value = dimension.isTotal() ? "''" : dimension.field();
    String answer =
        "SELECT %s AS win, %s AS val, %s FROM %s_facts WHERE (%s) AND %s IS NOT NULL GROUP BY ALL"
            .formatted(
                window(grain),
                value,
                metric.isMoney() ? "currency, " + number(metric) : number(metric),
                metric.source().sourceName(),
                metric.where(),
                value);
    return metric.isMoney()
        ? "SELECT win, val, '{' || string_agg(currency || '=' || n, ', ' ORDER BY currency) || '}'"
            + " AS n FROM ("
            + answer
            + ") GROUP BY ALL"
        : "SELECT win, val, CAST(n AS VARCHAR) AS n FROM (" + answer + ")";
  }

  private String number(Metric metric) {
    return switch (metric.state()) {
      case SUM -> "CAST(sum(" + metric.of() + ") AS BIGINT) AS n";
      case EVENTS -> "count(DISTINCT event_id) AS n";
      case DISTINCT -> "count(DISTINCT " + metric.of() + ") AS n";
      case QUANTILE ->
          throw new IllegalArgumentException(
              metric.name() + " is a quantile: no metric of orders and browsing was one");
    };
  }

  private String window(Grain grain) {
    long ms =
        switch (grain) {
          case MINUTE -> 60_000;
          case HOUR -> 3_600_000;
          case DAY -> 86_400_000;
        };
    long shift = offset.getTotalSeconds() * 1_000L;
    return "(event_time + %1$d) // %2$d * %2$d - %1$d".formatted(shift, ms);
  }
}
