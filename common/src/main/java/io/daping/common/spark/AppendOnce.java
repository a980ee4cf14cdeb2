package io.daping.common.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.SetTransaction;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/**
 * Appends to a Delta table under a transaction id: a repetition appends nothing. The same as
 * Delta's options {@code txnAppId} and {@code txnVersion}, and exchangeable with them; but those
 * replay the whole log of the table in a Spark job before each append, which costs more than the
 * append and grows with the table. Here the ids are read from the checksum that Delta writes beside
 * each commit, and the log is replayed only where that is missing.
 *
 * @param table with the columns that the rows must have
 * @param application who appends
 * @param number grows with each append of the application
 */
public record AppendOnce(DeltaTables.Table table, String application, long number) {

  /** Appends the rows, unless this number or a later one was appended before. */
  public void write(Dataset<Row> rows) {
    write(rows, Option.empty());
  }

  /**
   * The same.
   *
   * @param metadata said of the commit in the table's history, {@code userMetadata}
   */
  public void write(Dataset<Row> rows, String metadata) {
    write(rows, Option.apply(metadata));
  }

  private void write(Dataset<Row> rows, Option<String> metadata) {
    DeltaLog log = DeltaLog.forTable(rows.sparkSession(), table.path());
    OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.empty());
    if (last(transaction) >= number) {
      return;
    }
    List<Action> actions = new ArrayList<>();
    actions.addAll(CollectionConverters.asJava(transaction.writeFiles(rows.to(table.schema()))));
    actions.add(new SetTransaction(application, number, Option.apply(System.currentTimeMillis())));
    transaction.commit(CollectionConverters.asScala(actions).toSeq(), append(metadata));
  }

  /** The last number that was appended, -1 if none. */
  private long last(OptimisticTransaction transaction) {
    Optional<Seq<SetTransaction>> known =
        OptionConverters.toJava(transaction.snapshot().checksumOpt())
            .map(VersionChecksum::setTransactions)
            .flatMap(OptionConverters::toJava);
    if (known.isEmpty()) {
      return transaction.txnVersion(application);
    }
    // So that the commit fails if another process commits a number of ours meanwhile.
    transaction.readTxn().addOne(application);
    return CollectionConverters.asJava(known.get()).stream()
        .filter(t -> t.appId().equals(application))
        .mapToLong(SetTransaction::version)
        .findFirst()
        .orElse(-1);
  }

  private static DeltaOperations.Operation append(Option<String> metadata) {
    return new DeltaOperations.Write(
        SaveMode.Append,
        Option.empty(),
        Option.empty(),
        metadata,
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty());
  }
}
