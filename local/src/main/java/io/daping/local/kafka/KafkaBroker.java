package io.daping.local.kafka;

import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import io.daping.common.event.Topic;
import io.daping.common.fault.Failure;
import io.daping.common.sender.SentCount;
import io.daping.local.process.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.logging.log4j.LogManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The body of the process {@code kafka}: one broker over {@code HOME/kafka}, its topics, and their
 * retention, until SIGTERM.
 */
@Command(name = "kafka-broker", hidden = true, description = "Runs the embedded Kafka broker.")
public final class KafkaBroker implements Callable<Integer> {
  /** The service's name, which is also that of its address. */
  public static final String SERVICE = "kafka";

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    try (Ports ports = new Ports(settings.home().addresses())) {
      serve(settings, ports.claim(SERVICE, 9092), ports.claim("kafka-controller", 9192));
    }
    return ExitCode.DONE;
  }

  private static void serve(Settings settings, int port, int controllerPort) throws IOException {
    Path dir = Files.createDirectories(settings.home().dir().resolve("kafka"));
    Properties properties = BrokerProperties.of(dir.resolve("data"), port, controllerPort);
    format(dir, properties);
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    stopAtTheEnd(server);
    server.startup();
    try (Topics topics = new Topics("127.0.0.1:" + port)) {
      topics.createMissing(Topic.names(), settings.kafka().partitions());
      topics.createMissing(List.of(SentCount.TOPIC), 1);
      settings.home().announceReady(SERVICE);
      topics.retain(new ArrivalRetention(dir.resolve("data"), settings.kafka().retention()));
      server.awaitShutdown();
    }
  }

  private static void stopAtTheEnd(KafkaRaftServer server) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.shutdown();
                  server.awaitShutdown();
                  LogManager.shutdown();
                },
                "stop-kafka"));
  }

  /** Gives a new data folder its cluster id; leaves a formatted one as it is. */
  private static void format(Path dir, Properties properties) throws IOException {
    Path file = dir.resolve("server.properties");
    try (var out = Files.newBufferedWriter(file)) {
      properties.store(out, "written at each start");
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] arguments = {
      "format", "-t", clusterId(dir), "-c", file.toString(), "--ignore-formatted"
    };
    int code = StorageTool.execute(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new Failure(
          "Kafka's data folder cannot be prepared: " + said.toString(StandardCharsets.UTF_8));
    }
  }

  /** Kept beside the data: a start that was killed while it formatted is taken up by the next. */
  private static String clusterId(Path dir) throws IOException {
    Path file = dir.resolve("cluster-id");
    if (!Files.exists(file)) {
      Files.writeString(file, Uuid.randomUuid().toString());
    }
    return Files.readString(file).strip();
  }
}
