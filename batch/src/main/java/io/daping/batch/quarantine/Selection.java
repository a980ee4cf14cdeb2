package io.daping.batch.quarantine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.daping.common.event.Reason;
import io.daping.common.event.Topic;
import org.apache.spark.sql.Column;
import picocli.CommandLine.Option;

/** Which records of the quarantine a verb is about. */
public final class Selection {
  @Option(
      names = "--reason",
      description = "Records refused for this reason alone: ${COMPLETION-CANDIDATES}.")
  private Reason reason;

  @Option(names = "--topic", description = "Records of this topic alone: ${COMPLETION-CANDIDATES}.")
  private Topic topic;

  /** Everything. */
  public Selection() {}

  Column predicate() {
    Column all = lit(true);
    Column ofReason = reason == null ? all : col("reason").equalTo(reason.code());
    return topic == null ? ofReason : ofReason.and(col("topic").equalTo(topic.topicName()));
  }
}
