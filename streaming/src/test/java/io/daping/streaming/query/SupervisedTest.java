package io.daping.streaming.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.common.fault.Failure;
import io.daping.common.fault.Refusal;
import io.daping.common.fault.Trouble;
import io.daping.common.fault.Troubles;
import io.daping.streaming.testing.TestSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
            },
            Falls.GIVEN_UP,
            troubles(),
            pause -> {})
        .run();
    assertThat(starts).hasValue(2);
  }

  @Test
  void anOutageIsWaitedOutWithPausesThatGrowToAMinuteAndStatusKnows() {
    AtomicInteger starts = new AtomicInteger();
    List<Duration> pauses = new ArrayList<>();
    List<Trouble> told = new ArrayList<>();
    new Supervised(
            "test",
            () -> {
              told.addAll(troubles().all());
              if (starts.incrementAndGet() <= 20) {
                throw new UncheckedIOException(new IOException("HBase does not answer"));
              }
              return query((rows, number) -> {});
            },
            Falls.WAITED_OUT,
            troubles(),
            pauses::add)
        .run();
    assertThat(starts).hasValue(21);
    assertThat(pauses).hasSize(20).startsWith(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(pauses.subList(7, 20)).containsOnly(Duration.ofMinutes(1));
    assertThat(told).extracting(Trouble::falls).startsWith(1, 2, 3).endsWith(20);
    assertThat(told.get(19).problem()).contains("HBase does not answer");
    assertThat(troubles().all()).isEmpty();
  }

  @Test
  void onceAnOutageIsAFailure() {
    AtomicInteger starts = new AtomicInteger();
    Supervised supervised =
        new Supervised(
            "test",
            () -> {
              starts.incrementAndGet();
              throw new UncheckedIOException(new IOException("HBase does not answer"));
            },
            Falls.GIVEN_UP,
            troubles(),
            pause -> {});
    assertThatThrownBy(supervised::run)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("query test fell 8 times in a row");
    assertThat(starts).hasValue(8);
  }

  @Test
  void aMicroBatchThatFallsIsTriedAgain() {
    BATCHES.set(0);
    new Supervised(
            "test", () -> query(SupervisedTest::fallOnce), Falls.GIVEN_UP, troubles(), pause -> {})
        .run();
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
            },
            Falls.WAITED_OUT,
            troubles(),
            pause -> {});
    assertThatThrownBy(supervised::run)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the checkpoint is foreign");
    assertThat(starts).hasValue(1);
  }

  private Troubles troubles() {
    return new Troubles(folder.resolve("trouble"));
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
