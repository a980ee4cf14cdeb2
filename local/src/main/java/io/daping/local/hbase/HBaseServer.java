package io.daping.local.hbase;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.daping.common.cli.CommonOptions;
import io.daping.common.config.Home;
import io.daping.local.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.master.HMaster;
import org.apache.hadoop.hbase.master.HMasterCommandLine;
import org.apache.hadoop.util.ToolRunner;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The body of the process {@code hbase}: a standalone HBase over {@code HOME/hbase}. */
@Command(name = "hbase-server", hidden = true, description = "Runs the embedded HBase.")
public final class HBaseServer implements Callable<Integer> {
  /** The service's name, which is also that of its master's address. */
  public static final String SERVICE = "hbase";

  private static final RetryPolicy<Object> UNTIL_IT_ANSWERS =
      RetryPolicy.builder()
          .handle(IOException.class)
          .withDelay(Duration.ofMillis(200))
          .withMaxAttempts(-1)
          .withMaxDuration(Duration.ofMinutes(5))
          .build();

  private static final Logger LOG = LogManager.getLogger(HBaseServer.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

  @Mixin private CommonOptions common;

  private final CountDownLatch ended = new CountDownLatch(1);

  @Override
  public Integer call() throws Exception {
    Home home = common.settings().home();
    Path dir = Files.createDirectories(home.dir().resolve("hbase"));
    try (Ports ports = new Ports(home.addresses())) {
      Configuration conf =
          HBaseSite.of(
              dir,
              ports.claim(SERVICE, 16000),
              ports.claim("hbase-regionserver", 16020),
              ports.claim("hbase-zookeeper", 2181));
      announceWhenReady(home, conf);
      stopAtTheEnd(conf);
      int code =
          ToolRunner.run(conf, new HMasterCommandLine(HMaster.class), new String[] {"start"});
      ended.countDown();
      return code;
    }
  }

  /** Regions are closed and flushed, so that the next start need not split logs. */
  private void stopAtTheEnd(Configuration conf) {
    Thread stop =
        new Thread(
            () -> {
              try (Connection connection = ConnectionFactory.createConnection(client(conf));
                  Admin admin = connection.getAdmin()) {
                admin.shutdown();
                ended.await(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
              } catch (IOException e) {
                LOG.warn("cannot stop in order; the logs keep what is not flushed", e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                LogManager.shutdown();
              }
            },
            "stop-hbase");
    Runtime.getRuntime().addShutdownHook(stop);
  }

  private static void announceWhenReady(Home home, Configuration conf) {
    Thread waiter =
        new Thread(
            () -> {
              Failsafe.with(UNTIL_IT_ANSWERS).run(() -> readCatalogue(conf));
              home.announceReady(SERVICE);
            },
            "announce-ready");
    waiter.setDaemon(true);
    waiter.start();
  }

  /**
   * Namespaces are told only by a master that has finished its start, and the catalogue of regions
   * is read from the region server: then tables can be made and read.
   */
  private static void readCatalogue(Configuration conf) throws IOException {
    try (Connection connection = ConnectionFactory.createConnection(client(conf));
        Admin admin = connection.getAdmin();
        Table regions = connection.getTable(TableName.META_TABLE_NAME);
        ResultScanner rows = regions.getScanner(new Scan().setLimit(1))) {
      admin.listNamespaceDescriptors();
      rows.next();
    }
  }

  private static Configuration client(Configuration conf) {
    Configuration client = new Configuration(conf);
    client.set(
        "hbase.client.registry.impl", "org.apache.hadoop.hbase.client.RpcConnectionRegistry");
    client.set("hbase.client.bootstrap.servers", "127.0.0.1:" + conf.get("hbase.master.port"));
    client.setInt("hbase.client.retries.number", 2);
    client.setInt("hbase.client.operation.timeout", 10_000);
    return client;
  }
}
