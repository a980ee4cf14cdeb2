package io.daping.bench.race;

import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.fault.Failure;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.QueryProgress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many records of Kafka the queries that read it have not finished. */
final class Backlog implements AutoCloseable {
  private static final List<String> QUERIES = List.of(QueryProgress.METRICS, QueryProgress.INTAKE);

  private final HBase hbase;
  private final ControlStore control;
  private final Admin admin;
  private final Map<TopicPartition, OffsetSpec> latest;

  Backlog(Settings settings) {
    this.hbase = HBase.connect(HBase.Target.of(settings));
    this.control = new ControlStore(hbase);
    String kafka =
        settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers());
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka));
    this.latest =
        Topic.names().stream()
            .flatMap(topic -> partitions(topic, settings.kafka().partitions()))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
  }

  private static Stream<TopicPartition> partitions(String topic, int count) {
    return IntStream.range(0, count).mapToObj(number -> new TopicPartition(topic, number));
  }

  /**
   * By query. What a query has finished is asked first, so that it is never shown further than it
   * is.
   */
  Map<String, Long> records() {
    Map<String, QueryProgress> progress =
        control.queries().stream().collect(Collectors.toMap(QueryProgress::name, p -> p));
    Map<TopicPartition, ListOffsetsResultInfo> ends = ends();
    return QUERIES.stream()
        .collect(Collectors.toMap(query -> query, query -> behind(progress.get(query), ends)));
  }

  private static long behind(
      QueryProgress progress, Map<TopicPartition, ListOffsetsResultInfo> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> end.getValue().offset() - finished(progress, end.getKey()))
        .sum();
  }

  private static long finished(QueryProgress progress, TopicPartition partition) {
    return progress == null
        ? 0
        : progress
            .offsets()
            .getOrDefault(partition.topic(), Map.of())
            .getOrDefault(partition.partition(), 0L);
  }

  private Map<TopicPartition, ListOffsetsResultInfo> ends() {
    try {
      return admin.listOffsets(latest).all().get();
    } catch (ExecutionException e) {
      throw new Failure("Kafka does not tell its ends: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while asking Kafka", e);
    }
  }

  @Override
  public void close() {
    admin.close();
    hbase.close();
  }
}
