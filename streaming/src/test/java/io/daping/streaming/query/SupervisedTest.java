package io.daping.streaming.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.common.fault.Refusal;
import io.daping.streaming.testing.TestSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault is a pause, a refusal is the end. */
final class SupervisedTest {
  private static final SparkSession SPARK = TestSpark.session();
  private static final AtomicInteger BATCHES = new AtomicInteger();

  @TempDir private Path folder;

  @Test
  void aStoreThatDoesNotAnswerBeforeTheStartIsAskedAgain() {
    AtomicInteger starts = new AtomicInteger();
    new Supervised(
            "test",
            () -> {
              if (starts.incrementAndGet() == 1) {
                throw new UncheckedIOException(new IOException("HBase does not answer"));
              }
              return query((rows, number) -> {});
            })
        .run();
    assertThat(starts).hasValue(2);
  }

  @Test
  void aMicroBatchThatFallsIsTriedAgain() {
    BATCHES.set(0);
    new Supervised("test", () -> query(SupervisedTest::fallOnce)).run();
    assertThat(BATCHES).hasValue(2);
  }

  @Test
  void aRefusalWithinAMicroBatchEndsTheQueryAtOnce() {
    AtomicInteger starts = new AtomicInteger();
    Supervised supervised =
        new Supervised(
            "test",
            () -> {
              starts.incrementAndGet();
              return query(SupervisedTest::refuse);
            });
    assertThatThrownBy(supervised::run)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the checkpoint is foreign");
    assertThat(starts).hasValue(1);
  }

  private static void fallOnce(Dataset<Row> rows, Long number) {
    if (BATCHES.incrementAndGet() == 1) {
      throw new UncheckedIOException(new IOException("HBase does not answer"));
    }
  }

  private static void refuse(Dataset<Row> rows, Long number) {
    throw new Refusal("the checkpoint is foreign", "Put it back.");
  }

  private StreamingQuery query(VoidFunction2<Dataset<Row>, Long> batches) throws TimeoutException {
    try {
      Files.createDirectories(folder.resolve("in"));
      Files.writeString(folder.resolve("in/a.txt"), "one line");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SPARK
        .readStream()
        .text(folder.resolve("in").toString())
        .writeStream()
        .option("checkpointLocation", folder.resolve("checkpoint").toString())
        .trigger(Trigger.AvailableNow())
        .foreachBatch(batches)
        .start();
  }
}
