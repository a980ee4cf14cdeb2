package io.daping.streaming.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.config.Settings;
import io.daping.common.testing.TestServices;
import io.daping.streaming.testing.TestSpark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;

/** Spark takes the checkpoint for its own, and goes on behind it. */
final class CheckpointStartTest {
  private final SparkSession spark = TestSpark.session();
  private final Settings settings = TestServices.settings();
  private final String topic = TestServices.uniqueName();

  @Test
  void aQueryGoesOnBehindTheOffsetsAndFromTheBeginningOfOtherPartitions() throws Exception {
    String brokers = settings.kafka().bootstrapServers();
    send(brokers, "0 old", "0 new", "1 old", "1 older", "1 new", "2 first");
    Checkpoint checkpoint =
        Checkpoint.of(
            settings.tables().checkpoints(),
            "metrics",
            2,
            spark.sparkContext().hadoopConfiguration());
    new CheckpointStart(spark, checkpoint).after(Map.of(topic, Map.of(0, 1L, 1, 2L)));
    String id = checkpoint.id().orElseThrow();
    assertThat(checkpoint.folder()).endsWith("/metrics-2");
    assertThat(checkpoint.offsets(0)).isEqualTo(Map.of(topic, Map.of(0, 1L, 1, 2L)));

    assertThat(taken(brokers, checkpoint)).containsExactly("0 new", "1 new", "2 first");
    assertThat(checkpoint.id()).contains(id);
    assertThat(checkpoint.offsets(1)).isEqualTo(Map.of(topic, Map.of(0, 2L, 1, 3L, 2, 1L)));
  }

  private List<String> taken(String brokers, Checkpoint checkpoint) throws Exception {
    List<String> taken = Collections.synchronizedList(new ArrayList<>());
    VoidFunction2<Dataset<Row>, Long> take =
        (rows, batch) ->
            rows.selectExpr("cast(value as string)")
                .collectAsList()
                .forEach(row -> taken.add(row.getString(0)));
    spark
        .readStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", brokers)
        .option("subscribe", topic)
        .option("startingOffsets", "earliest")
        .load()
        .writeStream()
        .option("checkpointLocation", checkpoint.folder())
        .trigger(Trigger.AvailableNow())
        .foreachBatch(take)
        .start()
        .awaitTermination();
    return taken.stream().sorted().toList();
  }

  /** Each text to the partition that it begins with. */
  private void send(String brokers, String... texts) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", brokers);
    try (Admin admin = Admin.create(config);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
      for (String text : texts) {
        int partition = text.charAt(0) - '0';
        producer.send(new ProducerRecord<>(topic, partition, null, text.getBytes(UTF_8)));
      }
    }
  }
}
