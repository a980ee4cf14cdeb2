package io.daping.batch.regroup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.daping.common.config.Settings;
import io.daping.common.error.ErrorText;
import io.daping.common.error.Fingerprints;
import io.daping.common.error.GroupMerges;
import io.daping.common.hbase.ErrorNotes;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * The rules of now: which errors have one fingerprint, and which fingerprints people merged. Works
 * on rows of {@code silver_applog}.
 */
public record GroupRules(Fingerprints fingerprints, GroupMerges merges) {
  /** The column that dimension {@code error_group} is read from. */
  public static final String GROUP = "fingerprint";

  /** The fingerprint by the rules of now, before any merge. */
  static final String OWN = "own_fingerprint";

  /** The fingerprint under which the stream counted the error. */
  static final String COUNTED_AS = "counted_as";

  /** The rules as they are at this moment. */
  public static GroupRules of(Settings settings) {
    HBase hbase = SharedHBase.of(HBase.Target.of(settings));
    return new GroupRules(settings.errors().fingerprints(), new ErrorNotes(hbase).merges());
  }

  /** Puts the group in place of the fingerprint that each row has. */
  public Dataset<Row> merged(Dataset<Row> applog) {
    return merges.into().isEmpty() ? applog : applog.withColumn(GROUP, groupOf().apply(col(GROUP)));
  }

  /** Makes each error's fingerprint anew, and puts its group in place of what the row has. */
  Dataset<Row> anew(Dataset<Row> errors) {
    return errors
        .withColumn(COUNTED_AS, col(GROUP))
        .withColumn(OWN, own().apply(col("app"), col("logger"), col("message"), col("exception")))
        .withColumn(GROUP, groupOf().apply(col(OWN)));
  }

  UserDefinedFunction groupOf() {
    GroupMerges merged = merges;
    UDF1<String, String> group = name -> name == null ? null : merged.groupOf(name);
    return udf(group, DataTypes.StringType);
  }

  private UserDefinedFunction own() {
    Fingerprints rules = fingerprints;
    UDF4<String, String, String, Row, String> id =
        (app, logger, message, exception) -> rules.id(text(app, logger, message, exception));
    return udf(id, DataTypes.StringType);
  }

  static ErrorText text(String app, String logger, String message, Row exception) {
    boolean plain = exception == null;
    return new ErrorText(
        app,
        logger,
        message,
        plain ? null : exception.getAs("type"),
        plain ? null : exception.getAs("message"),
        plain ? null : exception.getAs("stack"));
  }
}
