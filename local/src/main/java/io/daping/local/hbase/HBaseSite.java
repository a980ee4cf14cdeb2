package io.daping.local.hbase;

import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.hbase.HBaseConfiguration;

/** The settings of the standalone HBase, each with the reason why it differs from the default. */
final class HBaseSite {
  private static final Map<String, String> FIXED =
      Map.ofEntries(
          // Master, region server and ZooKeeper in one process.
          Map.entry("hbase.cluster.distributed", "false"),
          Map.entry("hbase.masters", "1"),
          Map.entry("hbase.regionservers", "1"),
          // Loopback only, no web pages.
          Map.entry("hbase.zookeeper.quorum", "localhost"),
          Map.entry("hbase.master.hostname", "localhost"),
          Map.entry("hbase.master.ipc.address", "127.0.0.1"),
          Map.entry("hbase.regionserver.ipc.address", "127.0.0.1"),
          Map.entry("hbase.unsafe.regionserver.hostname", "localhost"),
          Map.entry("hbase.master.info.port", "-1"),
          Map.entry("hbase.regionserver.info.port", "-1"),
          // Hadoop's checksummed local file system keeps the last half kilobyte to itself at a
          // flush; the raw one hands every acknowledged edit to the operating system, where it
          // survives the death of this process. HBase has checksums of its own, and, with the raw
          // one, needs no leave from hbase.unsafe.stream.capability.enforce.
          Map.entry("fs.file.impl", RawLocalFileSystem.class.getName()),
          // One region server is all there is to wait for.
          Map.entry("hbase.master.wait.on.regionservers.mintostart", "1"),
          Map.entry("hbase.master.wait.on.regionservers.maxtostart", "1"),
          Map.entry("hbase.master.wait.on.regionservers.interval", "100"),
          // The region server's heartbeat, which is also how long it waits before it asks an
          // unready
          // master again, and before it opens its log: at 3 s a start takes 6 s longer.
          Map.entry("hbase.regionserver.msginterval", "500"),
          // A killed server's session must lapse before its regions open again.
          Map.entry("zookeeper.session.timeout.localHBaseCluster", "10000"),
          Map.entry("hbase.zookeeper.property.tickTime", "2000"),
          // What is erased goes from the disk at once: nothing else reads old files here. By
          // default
          // they stay for minutes, in case that a replication or a backup wants them.
          Map.entry("hbase.hfile.compaction.discharger.interval", "5000"),
          Map.entry("hbase.master.hfilecleaner.ttl", "1000"),
          Map.entry("hbase.master.logcleaner.ttl", "1000"),
          // HBase's own hook stops ZooKeeper first, and then the region server waits for it in
          // vain;
          // HBaseServer's asks the master to stop the whole in order.
          Map.entry("hbase.shutdown.hook", "false"),
          Map.entry("hbase.regionserver.handler.count", "16"));

  private HBaseSite() {}

  static Configuration of(Path dir, int masterPort, int regionServerPort, int zooKeeperPort) {
    Configuration conf = HBaseConfiguration.create();
    FIXED.forEach(conf::set);
    conf.set("hbase.rootdir", dir.resolve("data").toUri().toString());
    conf.set("hbase.tmp.dir", dir.resolve("tmp").toString());
    conf.set("hbase.zookeeper.property.dataDir", dir.resolve("zookeeper").toString());
    conf.setInt("hbase.master.port", masterPort);
    conf.setInt("hbase.regionserver.port", regionServerPort);
    conf.setInt("hbase.zookeeper.property.clientPort", zooKeeperPort);
    return conf;
  }
}
