package io.daping.streaming.rebuild;

import io.daping.common.config.Settings;
import io.daping.common.fault.Refusal;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.Installation;
import io.daping.common.hbase.RebuildMark;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.hbase.Tables;
import io.daping.common.spark.DeltaTables;
import io.daping.streaming.rebuild.StreamRebuild.Readers;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * All that HBase held, made again from Delta into empty tables. Until it has ended the tables say
 * so, and no query starts on them; one that was killed begins anew.
 *
 * @param told hears how far it is
 */
public record Rebuild(SparkSession spark, Settings settings, Consumer<String> told) {

  /**
   * @throws Refusal when the tables hold anything, or a checkpoint does not belong to Delta's
   *     tables
   */
  public Rebuilt run(Readers readers) {
    HBase hbase = SharedHBase.of(HBase.Target.of(settings));
    Installation installation = new Installation(hbase);
    boolean isHalfBuilt = installation.isHalfBuilt();
    if (!isHalfBuilt && !installation.isEmpty()) {
      throw new Refusal(
          "the tables %s* in HBase are not empty".formatted(hbase.tableName("")),
          "A rebuild fills empty tables only, so that it never takes anything away. If these are"
              + " lost, drop them; or name others, e.g. --set hbase.table-prefix=other.");
    }
    DeltaTables.of(settings).create(spark);
    StreamRebuild stream = new StreamRebuild(spark, settings, told);
    stream.check();
    if (isHalfBuilt) {
      told.accept("a rebuild of these tables did not end: it begins anew");
      installation.drop();
    }
    Tables.createToFill(hbase);
    ControlStore control = new ControlStore(hbase);
    RebuildMark mark = RebuildMark.beginning(Instant.now());
    control.write(mark);
    Rebuilt rebuilt = stream.run(readers);
    control.write(mark.streamed(rebuilt.fields(), Instant.now()));
    return rebuilt;
  }
}
