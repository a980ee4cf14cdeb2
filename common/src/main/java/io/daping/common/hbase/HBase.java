package io.daping.common.hbase;

import io.daping.common.config.Settings;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Table;

/** A connection to the configured HBase, and the names of Daping's tables in it. */
public final class HBase implements AutoCloseable {
  /** HBase's own default of 256 is reached within minutes, each thread with memory of its own. */
  private static final int MOST_THREADS = 64;

  private final Connection connection;
  private final String prefix;

  private HBase(Connection connection, String prefix) {
    this.connection = connection;
    this.prefix = prefix;
  }

  /** Where and how to connect; unlike a connection it travels to executors. */
  public record Target(String bootstrapServers, String tablePrefix, long timeoutMs)
      implements Serializable {

    /** The HBase of these settings. */
    public static Target of(Settings settings) {
      Settings.HBase hbase = settings.hbase();
      return new Target(
          settings.home().addresses().resolve("hbase", hbase.bootstrapServers()),
          hbase.tablePrefix(),
          hbase.timeout().toMillis());
    }
  }

  /** Connects; the first operation fails when nobody answers within the configured time. */
  public static HBase connect(Target target) {
    try {
      return new HBase(
          ConnectionFactory.createConnection(clientConfiguration(target)), target.tablePrefix());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot connect to HBase " + target.bootstrapServers(), e);
    }
  }

  /** The connection itself, for administration. */
  public Connection connection() {
    return connection;
  }

  /** {@code PREFIX_name}. */
  public TableName tableName(String name) {
    return TableName.valueOf(prefix + "_" + name);
  }

  Table table(String name) throws IOException {
    return connection.getTable(tableName(name));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Configuration clientConfiguration(Target target) {
    Configuration conf = HBaseConfiguration.create();
    conf.set(
        HConstants.CLIENT_CONNECTION_REGISTRY_IMPL_CONF_KEY,
        "org.apache.hadoop.hbase.client.RpcConnectionRegistry");
    conf.set("hbase.client.bootstrap.servers", target.bootstrapServers());
    conf.setLong(HConstants.HBASE_CLIENT_OPERATION_TIMEOUT, target.timeoutMs());
    conf.setLong(HConstants.HBASE_CLIENT_META_OPERATION_TIMEOUT, target.timeoutMs());
    conf.setInt("hbase.hconnection.threads.max", MOST_THREADS);
    conf.setLong(HConstants.HBASE_RPC_TIMEOUT_KEY, Math.min(target.timeoutMs(), 20_000));
    return conf;
  }
}
