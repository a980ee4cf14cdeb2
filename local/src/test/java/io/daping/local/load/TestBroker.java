package io.daping.local.load;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A real Kafka broker in this process, with its data in a folder that goes when it closes. */
public final class TestBroker implements AutoCloseable {
  private final Path dir;
  private final String address;
  private final KafkaRaftServer server;

  private TestBroker(Path dir, String address, KafkaRaftServer server) {
    this.dir = dir;
    this.address = address;
    this.server = server;
  }

  /** Starts a broker on free ports of the loopback address. */
  public static TestBroker start() {
    try {
      Path dir = Files.createTempDirectory("daping-kafka");
      int port = freePort();
      Properties properties = properties(dir, port, freePort());
      format(dir, properties);
      KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
      server.startup();
      return new TestBroker(dir, "127.0.0.1:" + port, server);
    } catch (IOException e) {
      throw new AssertionError("no broker could be started", e);
    }
  }

  public String address() {
    return address;
  }

  /** Deletes all records; the topics stay. */
  public void clear() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      Map<TopicPartition, RecordsToDelete> everything = new HashMap<>();
      for (TopicDescription topic : topics(admin)) {
        topic
            .partitions()
            .forEach(
                p ->
                    everything.put(
                        new TopicPartition(topic.name(), p.partition()),
                        RecordsToDelete.beforeOffset(-1)));
      }
      admin.deleteRecords(everything).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("cannot clear the topics", e);
    }
  }

  private static Collection<TopicDescription> topics(Admin admin)
      throws ExecutionException, InterruptedException {
    Set<String> names = admin.listTopics().names().get();
    return admin.describeTopics(names).allTopicNames().get().values();
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    try (Stream<Path> files = Files.walk(dir)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(f -> f.delete());
    } catch (IOException e) {
      throw new AssertionError("cannot clear " + dir, e);
    }
  }

  private static void format(Path dir, Properties properties) throws IOException {
    Path file = Files.createTempFile("daping-kafka", ".properties");
    try (Writer out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
    String id = Uuid.randomUuid().toString();
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    int code =
        StorageTool.execute(new String[] {"format", "-t", id, "-c", file.toString()}, nowhere);
    Files.delete(file);
    if (code != 0) {
      throw new IOException("formatting " + dir + " ended with " + code);
    }
  }

  private static Properties properties(Path dir, int port, int controllerPort) {
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", "1");
    p.put("log.dirs", dir.toString());
    p.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    p.put("controller.listener.names", "CONTROLLER");
    p.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    p.put("offsets.topic.replication.factor", "1");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("auto.create.topics.enable", "false");
    // Recorded events are years old and stay.
    p.put("log.retention.ms", "-1");
    return p;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
