package io.daping.bench.decisions;

import io.daping.common.config.Configuration;
import io.daping.common.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * How long a record takes from Kafka through a filter to Kafka: real-time mode beside micro-batches
 * that run back to back.
 */
public final class MillisecondPaths {
  private static final int PER_SECOND = 1_000;
  private static final int SECONDS = 20;
  private static final int WARM_UP_SECONDS = 8;
  private static final int ROUNDS = 2;

  private final Lab lab;
  private final String brokers;

  private MillisecondPaths(Lab lab, String brokers) {
    this.lab = lab;
    this.brokers = brokers;
  }

  /** Argument: the home. */
  public static void main(String[] args) throws Exception {
    try (Lab lab = Lab.open(args[0])) {
      Settings settings = Configuration.defaults(lab.home());
      MillisecondPaths experiment =
          new MillisecondPaths(lab, settings.home().addresses().resolve("kafka", ""));
      for (int round = 0; round < ROUNDS; round++) {
        experiment.run("micro-batch, ProcessingTime(0)", Trigger.ProcessingTime(0));
        experiment.run("real-time mode", Trigger.RealTime("5 minutes"));
      }
    }
  }

  private void run(String way, Trigger trigger) throws Exception {
    String name = "paths" + Long.toString(System.nanoTime(), 36);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(name + "in", 1, (short) 1),
                  new NewTopic(name + "out", 1, (short) 1)))
          .all()
          .get();
    }
    StreamingQuery query = query(name, trigger);
    Thread sender = new Thread(() -> send(name + "in"));
    sender.start();
    List<Double> ms = latencies(name + "out");
    sender.join();
    if (query.exception().isDefined()) {
      throw query.exception().get();
    }
    query.stop();
    Lab.say(
        "%-35s p50 %5.0f ms  p99 %5.0f ms  max %5.0f ms  (%d records)",
        way, Lab.median(ms), Lab.quantile(ms, 0.99), Lab.quantile(ms, 1), ms.size());
  }

  private StreamingQuery query(String name, Trigger trigger) throws Exception {
    return lab.spark()
        .readStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", brokers)
        .option("subscribe", name + "in")
        .option("startingOffsets", "earliest")
        .load()
        .selectExpr("CAST(value AS STRING) AS value")
        .where("value LIKE '%ERROR'")
        .writeStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", brokers)
        .option("topic", name + "out")
        .option(
            "checkpointLocation",
            lab.home().resolve("decisions/" + name + "/checkpoint").toString())
        .outputMode(OutputMode.Update())
        .trigger(trigger)
        .start();
  }

  /** Even numbers are errors: half of the records pass the filter. */
  private void send(String topic) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers, "linger.ms", 0),
            new StringSerializer(),
            new StringSerializer())) {
      long begun = System.nanoTime();
      for (long n = 0; n < (long) PER_SECOND * (SECONDS + WARM_UP_SECONDS); n++) {
        long due = begun + n * 1_000_000_000L / PER_SECOND;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        String level = n % 2 == 0 ? " ERROR" : " INFO";
        producer.send(new ProducerRecord<>(topic, System.nanoTime() + level));
      }
    }
  }

  private List<Double> latencies(String topic) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", brokers, "group.id", topic, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      List<Double> ms = new ArrayList<>();
      long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
      while (ms.size() < PER_SECOND * (SECONDS + WARM_UP_SECONDS) / 2
          && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, String> r : consumer.poll(Duration.ofMillis(50))) {
          long sent = Long.parseLong(r.value().substring(0, r.value().indexOf(' ')));
          ms.add((System.nanoTime() - sent) / 1e6);
        }
      }
      int warm = Math.min(ms.size(), PER_SECOND * WARM_UP_SECONDS / 2);
      return ms.subList(warm, ms.size());
    }
  }
}
