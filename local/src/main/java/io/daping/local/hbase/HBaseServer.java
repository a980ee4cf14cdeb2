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

  @Mixin private CommonOptions common;

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
      return ToolRunner.run(conf, new HMasterCommandLine(HMaster.class), new String[] {"start"});
    }
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
