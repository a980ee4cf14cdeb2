package io.daping.streaming.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.common.fault.Refusal;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.Intent;
import io.daping.common.testing.TestServices;
import io.daping.common.testing.TestTables;
import io.daping.streaming.judge.MicroBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkpoint that does not belong to the stores is refused, before anything is written. */
final class CheckpointGuardTest {
  private static TestTables tables;
  private static ControlStore control;

  @TempDir private Path folder;
  private final String query = TestServices.uniqueName();
  private CheckpointGuard guard;

  @BeforeAll
  static void create() {
    tables = TestTables.create();
    control = new ControlStore(tables.hbase());
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @BeforeEach
  void guardTheFolder() {
    guard =
        new CheckpointGuard(query, new Checkpoint(folder.toString(), new Configuration()), control);
  }

  @Test
  void aFirstStartIsAllowedAndItsFirstMicroBatchIsRemembered() throws IOException {
    guard.check();
    metadata("one");
    begun(0, 5);
    MicroBatch batch = guard.begin(0);
    assertThat(batch)
        .isEqualTo(
            new MicroBatch(0, 1, batch.timestamp(), Map.of(), Map.of("order", Map.of(0, 5L))));
    assertThat(control.intent(query))
        .contains(new Intent(1, "one", 0, batch.timestamp(), offsets(5)));
  }

  @Test
  void theNextMicroBatchHasAGreaterTimestampAndBeginsWhereTheLastEnded() throws IOException {
    MicroBatch first = firstBatch();
    finished(0);
    begun(1, 9);
    MicroBatch next = guard.begin(1);
    assertThat(next.timestamp()).isGreaterThan(first.timestamp());
    assertThat(next.starts()).isEqualTo(first.ends());
    assertThat(next.ends()).isEqualTo(Map.of("order", Map.of(0, 9L)));
    assertThat(next.size()).isEqualTo(4);
  }

  @Test
  void timestampsGrowAlthoughTheClockStepsBack() throws IOException {
    metadata("one");
    begun(0, 5);
    finished(0);
    begun(1, 9);
    long ahead = System.currentTimeMillis() + 86_400_000;
    control.write(query, new Intent(1, "one", 0, ahead, offsets(5)));
    assertThat(guard.begin(1).timestamp()).isEqualTo(ahead + 1);
  }

  @Test
  void aRepeatedMicroBatchKeepsItsTimestampOverARestart() throws IOException {
    MicroBatch first = firstBatch();
    assertThat(guard.begin(0)).isEqualTo(first);
    guardTheFolder();
    guard.check();
    assertThat(guard.begin(0)).isEqualTo(first);
  }

  @Test
  void aRestartAfterAFinishedMicroBatchIsAllowed() throws IOException {
    firstBatch();
    finished(0);
    assertThatCode(guard::check).doesNotThrowAnyException();
    begun(1, 9);
    assertThatCode(guard::check).doesNotThrowAnyException();
  }

  @Test
  void aFirstMicroBatchThatWasKilledBeforeItsIntentIsBegunAgain() throws IOException {
    metadata("one");
    begun(0, 5);
    guard.check();
    assertThat(guard.begin(0).number()).isZero();
  }

  @Test
  void aUsedCheckpointIsRefusedWhenHBaseKnowsNothing() throws IOException {
    metadata("one");
    begun(0, 5);
    finished(0);
    refused("HBase knows nothing of query " + query, "was used", "Name the right HBase");
    begun(1, 9);
    refused("HBase knows nothing of query " + query);
    assertThat(control.intent(query)).isEmpty();
  }

  @Test
  void deletedMetadataIsRefused() throws IOException {
    firstBatch();
    Files.delete(folder.resolve("metadata"));
    refused("is damaged or was deleted: it lacks metadata", "Put the folder back");
  }

  @Test
  void aDeletedFolderIsRefused() throws IOException {
    firstBatch();
    guard =
        new CheckpointGuard(
            query, new Checkpoint(folder.resolve("gone").toString(), new Configuration()), control);
    refused("gone is damaged or was deleted: it lacks metadata");
  }

  @Test
  void aFreshCheckpointInPlaceOfTheOldOneIsRefused() throws IOException {
    firstBatch();
    metadata("two");
    refused(
        "is not the checkpoint that query " + query + " last used",
        "Put back the checkpoint with id one; this one has id two.");
  }

  @Test
  void anOlderCopyIsRefused() throws IOException {
    firstBatch();
    finished(0);
    begun(1, 9);
    guard.begin(1);
    Files.delete(folder.resolve("offsets/1"));
    refused("is an older copy: its last micro-batch is 0, but 1 was already begun");
  }

  @Test
  void aCheckpointWithWhichOtherTablesHaveGoneOnIsRefused() throws IOException {
    firstBatch();
    finished(0);
    begun(1, 9);
    finished(1);
    refused("up to micro-batch 0", "has finished 1", "name them (hbase.table-prefix)");
  }

  @Test
  void changedOffsetsAreRefused() throws IOException {
    firstBatch();
    begun(0, 4);
    refused("was begun with other offsets", "begun with " + offsets(5) + ", found " + offsets(4));
    assertThatThrownBy(() -> guard.begin(0)).isInstanceOf(Refusal.class);
  }

  @Test
  void aMicroBatchThatIsNeitherTheLastNorTheNextIsRefused() throws IOException {
    MicroBatch first = firstBatch();
    begun(2, 9);
    assertThatThrownBy(() -> guard.begin(2))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("it lacks micro-batch 1");
    assertThat(control.intent(query).orElseThrow().timestamp()).isEqualTo(first.timestamp());
  }

  @Test
  void aMicroBatchWithoutItsOffsetsIsRefused() throws IOException {
    firstBatch();
    assertThatThrownBy(() -> guard.begin(1))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("it lacks offsets/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"id\":", "nonsense", "[]"})
  void damagedMetadataIsRefused(String text) throws IOException {
    firstBatch();
    Files.writeString(folder.resolve("metadata"), text);
    refused("metadata is damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1", "v1\n{}\n{\"order\":{\"0\":"})
  void damagedOffsetsAreRefused(String text) throws IOException {
    firstBatch();
    Files.writeString(folder.resolve("offsets/1"), text);
    refused("offsets/1 is damaged");
    Files.delete(folder.resolve("offsets/1"));
    Files.writeString(folder.resolve("offsets/0"), text);
    refused("was begun with other offsets");
  }

  @Test
  void aFileThatDoesNotFitItsChecksumIsRefused() throws IOException {
    firstBatch();
    Files.write(
        folder.resolve(".metadata.crc"), new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 2, 3, 4});
    refused("metadata is damaged: its checksum is another");
  }

  private MicroBatch firstBatch() throws IOException {
    metadata("one");
    begun(0, 5);
    return guard.begin(0);
  }

  private void refused(String... parts) {
    assertThatThrownBy(guard::check)
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("refused to start: ")
        .hasMessageContainingAll(parts);
  }

  private void metadata(String id) throws IOException {
    Files.writeString(folder.resolve("metadata"), "{\"id\":\"" + id + "\"}");
  }

  private void begun(long batch, long end) throws IOException {
    Files.createDirectories(folder.resolve("offsets"));
    Files.writeString(
        folder.resolve("offsets/" + batch),
        "v1\n{\"batchWatermarkMs\":0,\"batchTimestampMs\":1}\n" + offsets(end));
  }

  private void finished(long batch) throws IOException {
    Files.createDirectories(folder.resolve("commits"));
    Files.writeString(folder.resolve("commits/" + batch), "v1\n{\"nextBatchWatermarkMs\":0}");
  }

  private static String offsets(long end) {
    return "{\"order\":{\"0\":" + end + "}}";
  }
}
