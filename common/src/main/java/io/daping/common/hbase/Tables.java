package io.daping.common.hbase;

import io.daping.common.catalogue.Grain;
import io.daping.common.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.TableExistsException;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.regionserver.BloomType;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Daping's tables in HBase.
 *
 * <pre>
 * cells_GRAIN  r: the stream's cells, kept for a while; b: the night's, kept
 * seen         ids of accepted events, kept for the duplicate horizon
 * orders       what is remembered of each order, kept for the order horizon
 * journey      views, sold lines and payments, kept until no pair can come any more
 * errors       r: groups of errors, kept like day cells; k: what people said of them, kept
 * control      what the jobs say of themselves
 * </pre>
 */
public final class Tables {
  private static final Logger LOG = LogManager.getLogger(Tables.class);

  static final byte[] REALTIME = Bytes.toBytes("r");
  static final byte[] BATCH = Bytes.toBytes("b");
  static final byte[] MEMORY = Bytes.toBytes("m");

  /** A repeated micro-batch reads what was there before its first try: one more than it writes. */
  private static final int VERSIONS = 3;

  /** A night that is tried again and again must not push out the version that is sealed. */
  static final int BATCH_VERSIONS = 10;

  private static final Duration FOR_GOOD = Duration.ofSeconds(HConstants.FOREVER);

  private Tables() {}

  /**
   * Makes the tables that are missing, and gives those that are there the times to keep of these
   * settings; all else of them stays as it is.
   */
  public static void create(HBase hbase, Settings settings) {
    create(hbase, Keep.of(settings));
  }

  /**
   * Makes the same tables for a rebuild, which writes cells under timestamps of long ago and reads
   * them again: nothing is dropped for its age before {@link #create} gives the times to keep.
   */
  public static void createToFill(HBase hbase) {
    create(hbase, new Keep(FOR_GOOD, FOR_GOOD, FOR_GOOD, FOR_GOOD, FOR_GOOD, FOR_GOOD));
  }

  /** How long what the stream writes is kept. */
  private record Keep(
      Duration minute, Duration hour, Duration day, Duration ids, Duration orders, Duration pairs) {
    private static Keep of(Settings settings) {
      Settings.PerGrain cells = settings.stream().keep();
      return new Keep(
          cells.minute(),
          cells.hour(),
          cells.day(),
          settings.intake().duplicateHorizon(),
          settings.intake().orderHorizon(),
          settings.journey().keep());
    }
  }

  private static void create(HBase hbase, Keep keep) {
    try (Admin admin = hbase.connection().getAdmin()) {
      create(admin, cells(hbase, Grain.MINUTE), family(REALTIME, keep.minute()), nights());
      create(admin, cells(hbase, Grain.HOUR), family(REALTIME, keep.hour()), nights());
      create(admin, cells(hbase, Grain.DAY), family(REALTIME, keep.day()), nights());
      create(admin, hbase.tableName("seen"), family(MEMORY, keep.ids()));
      create(admin, hbase.tableName("orders"), family(MEMORY, keep.orders()));
      create(
          admin,
          hbase.tableName(JourneyStore.TABLE),
          family(JourneyStore.VIEWS, keep.pairs()),
          family(JourneyStore.SALES, keep.pairs()),
          family(JourneyStore.ORDERS, keep.orders()));
      create(
          admin,
          hbase.tableName(ErrorGroupStore.TABLE),
          family(REALTIME, keep.day()),
          forGood(ErrorGroupStore.KEPT));
      create(admin, hbase.tableName(ControlStore.TABLE), forGood(ControlStore.FAMILY));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the tables in HBase", e);
    }
  }

  static TableName cells(HBase hbase, Grain grain) {
    return hbase.tableName("cells_" + grain.grainName());
  }

  private static void create(Admin admin, TableName name, ColumnFamilyDescriptor... families)
      throws IOException {
    if (admin.tableExists(name)) {
      keepAsLongAs(admin, name, families);
      return;
    }
    TableDescriptorBuilder table = TableDescriptorBuilder.newBuilder(name);
    for (ColumnFamilyDescriptor family : families) {
      table.setColumnFamily(family);
    }
    try {
      admin.createTable(table.build());
    } catch (TableExistsException e) {
      // Another process was quicker; the same code made the same table.
      return;
    }
  }

  private static void keepAsLongAs(Admin admin, TableName name, ColumnFamilyDescriptor... families)
      throws IOException {
    TableDescriptor table = admin.getDescriptor(name);
    TableDescriptorBuilder changed = TableDescriptorBuilder.newBuilder(table);
    for (ColumnFamilyDescriptor wanted : families) {
      ColumnFamilyDescriptor present = table.getColumnFamily(wanted.getName());
      int keep = wanted.getTimeToLive();
      if (present != null && present.getTimeToLive() != keep) {
        LOG.info(
            "family {} of table {} is kept {} s from now on, and was {} s",
            present.getNameAsString(),
            name,
            keep,
            present.getTimeToLive());
        changed.modifyColumnFamily(
            ColumnFamilyDescriptorBuilder.newBuilder(present).setTimeToLive(keep).build());
      }
    }
    if (!changed.build().equals(table)) {
      admin.modifyTable(changed.build());
    }
  }

  private static ColumnFamilyDescriptor nights() {
    return family(BATCH).setMaxVersions(BATCH_VERSIONS).build();
  }

  private static ColumnFamilyDescriptor forGood(byte[] name) {
    return family(name).build();
  }

  private static ColumnFamilyDescriptor family(byte[] name, Duration keep) {
    int seconds = (int) Math.min(keep.toSeconds(), HConstants.FOREVER - 1);
    return family(name).setTimeToLive(seconds).build();
  }

  private static ColumnFamilyDescriptorBuilder family(byte[] name) {
    return ColumnFamilyDescriptorBuilder.newBuilder(name)
        .setMaxVersions(VERSIONS)
        .setBloomFilterType(BloomType.ROW);
  }
}
