package io.daping.streaming.metrics;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Grain;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.fact.Source;
import io.daping.common.hbase.RowKeys;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Everything that a task needs to know to count: the compiled catalogue, the business zone, the
 * grace of each grain, and how rows are named.
 */
public record MetricsPlan(
    int catalogueVersion, List<TopicPlan> topics, ZoneId zone, Map<Grain, Long> grace, RowKeys keys)
    implements Serializable {

  /** Compiles a catalogue for the stream. */
  public static MetricsPlan compile(SparkSession spark, Catalogue catalogue, Settings settings) {
    List<TopicPlan> topics =
        Arrays.stream(Source.values()).map(s -> TopicPlan.compile(spark, s, catalogue)).toList();
    return new MetricsPlan(
        catalogue.version(),
        topics,
        settings.zone(),
        grace(settings.stream().grace()),
        new RowKeys(settings.hbase().saltBuckets()));
  }

  TopicPlan of(Topic topic) {
    return of(Source.of(topic));
  }

  TopicPlan of(Source source) {
    return topics.get(source.ordinal());
  }

  /** Whether any metric counts the records themselves. */
  boolean countsRecords() {
    return !of(Source.INTAKE).metrics().isEmpty();
  }

  long graceMs(Grain grain) {
    return grace.get(grain);
  }

  private static Map<Grain, Long> grace(Settings.PerGrain grace) {
    Map<Grain, Long> ms = new EnumMap<>(Grain.class);
    ms.put(Grain.MINUTE, grace.minute().toMillis());
    ms.put(Grain.HOUR, grace.hour().toMillis());
    ms.put(Grain.DAY, grace.day().toMillis());
    return ms;
  }
}
