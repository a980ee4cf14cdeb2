package io.daping.streaming.rebuild;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.daping.common.config.Settings;
import io.daping.common.fault.Refusal;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.Installation;
import io.daping.common.hbase.QueryProgress;
import io.daping.common.hbase.RebuildMark;
import io.daping.common.hbase.RebuildMark.Stage;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.hbase.Tables;
import io.daping.common.spark.DeltaTables;
import io.daping.streaming.rebuild.StreamRebuild.Readers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * The first part of a rebuild: what the stream had written, into empty tables, at once or warmed
 * before. The tables say that they are being filled until the second part, the night's, has ended
 * it; no query starts on them meanwhile. One that was killed begins anew.
 *
 * @param told hears how far it is
 */
public record Rebuild(SparkSession spark, Settings settings, Consumer<String> told) {

  /**
   * Counts what is in Delta, for {@link #run} to go on from; the jobs may run meanwhile, on other
   * tables in HBase. May be called again, to count what has come since.
   *
   * @throws Refusal when the tables hold anything else
   */
  public void warm(Readers readers) {
    RebuildMark mark = begin();
    ControlStore control = control();
    StreamRebuild stream = new StreamRebuild(spark, settings, told);
    Reached from = reached(mark);
    control.write(mark.next(Stage.FILLING, Map.of(), Instant.now()));
    Reached reached = stream.warm(readers, from);
    boolean isWarm = reached.batches() > 0;
    if (isWarm) {
      control.write(mark.next(Stage.WARM, reached.fields(), Instant.now()));
    }
  }

  /**
   * Fills the tables.
   *
   * @throws Refusal when they hold anything else, or a checkpoint does not belong to Delta's tables
   */
  public Rebuilt run(Readers readers) {
    DeltaTables.of(settings).create(spark);
    StreamRebuild stream = new StreamRebuild(spark, settings, told);
    stream.check();
    RebuildMark mark = begin();
    ControlStore control = control();
    Reached from = reached(mark);
    control.write(mark.next(Stage.FILLING, Map.of(), Instant.now()));
    Rebuilt rebuilt = stream.run(readers, from);
    control.write(mark.next(Stage.STREAMED, rebuilt.fields(), Instant.now()));
    return rebuilt;
  }

  /** Tables that are warm, or empty ones. */
  private RebuildMark begin() {
    HBase hbase = hbase();
    Installation installation = new Installation(hbase);
    Optional<RebuildMark> mark = installation.rebuild();
    if (mark.isPresent() && isGoodToGoOn(mark.get())) {
      return mark.get();
    }
    if (mark.isPresent()) {
      told.accept(
          "a rebuild of these tables did not end, or someone was forgotten since: it begins anew");
      installation.drop();
    } else if (!installation.isEmpty()) {
      throw new Refusal(
          "the tables %s* in HBase are not empty".formatted(hbase.tableName("")),
          "A rebuild fills empty tables only, so that it never takes anything away. If these are"
              + " lost, drop them; or name others, e.g. --set hbase.table-prefix=other.");
    }
    Tables.createToFill(hbase);
    return RebuildMark.beginning(Instant.now());
  }

  /** Who was forgotten since the tables were warmed is in them, and nowhere else. */
  private boolean isGoodToGoOn(RebuildMark mark) {
    return mark.stage() == Stage.WARM
        && DeltaTables.of(settings)
            .erasures()
            .read(spark)
            .where(col("forgotten").geq(lit(mark.begun())))
            .isEmpty();
  }

  private Reached reached(RebuildMark mark) {
    return mark.stage() == Stage.WARM ? Reached.of(mark.result(), progress()) : Reached.NOTHING;
  }

  private QueryProgress progress() {
    return control().queries().stream()
        .filter(query -> query.name().equals(QueryProgress.METRICS))
        .findFirst()
        .orElseThrow();
  }

  private ControlStore control() {
    return new ControlStore(hbase());
  }

  private HBase hbase() {
    return SharedHBase.of(HBase.Target.of(settings));
  }
}
