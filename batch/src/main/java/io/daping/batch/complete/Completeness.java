package io.daping.batch.complete;

import io.daping.batch.complete.MinuteCount.Landed;
import io.daping.batch.complete.SentTopic.Told;
import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.QueryProgress;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Puts together what the producers say, what the tables hold, and what still waits in Kafka. */
record Completeness(SparkSession spark, Settings settings, ControlStore control) {
  private static final Comparator<MinuteCount> ORDER =
      Comparator.comparing((MinuteCount m) -> m.of().source())
          .thenComparing(m -> m.of().topic())
          .thenComparing(m -> m.of().minute());

  /**
   * Every source's minutes, in order. The streams may go on meanwhile: a count is told after its
   * records are in Kafka, and intake tells its offsets after the tables have them. So the counts
   * are read first; then the offsets part what must be in the tables from what is unread.
   */
  List<MinuteCount> of(Minutes minutes) {
    SentTopic kafka = new SentTopic(spark, settings);
    Map<SourceMinute, Told> told = kafka.told(minutes);
    QueryProgress intake = intake();
    Landings landings = new Landings(spark, settings);
    Dataset<Row> bronze = landings.bronze(intake, minutes).cache();
    try {
      return together(told, landings.of(bronze), kafka.unread(intake, minutes));
    } finally {
      bronze.unpersist();
    }
  }

  private QueryProgress intake() {
    return control.queries().stream()
        .filter(q -> q.name().equals(QueryProgress.INTAKE))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    "nothing has landed yet: intake has not finished a micro-batch; run"
                        + " `bin/daping stream --once` or `bin/daping up`"));
  }

  private static List<MinuteCount> together(
      Map<SourceMinute, Told> told,
      Map<SourceMinute, Landed> landed,
      Map<SourceMinute, Long> unread) {
    Set<SourceMinute> all = new HashSet<>(told.keySet());
    all.addAll(landed.keySet());
    all.addAll(unread.keySet());
    return all.stream()
        .map(
            of -> {
              Told said = told.get(of);
              return new MinuteCount(
                  of,
                  said == null ? null : said.sent(),
                  said == null ? 0 : said.unacknowledged(),
                  landed.getOrDefault(of, Landed.NOTHING),
                  unread.getOrDefault(of, 0L));
            })
        .sorted(ORDER)
        .toList();
  }
}
