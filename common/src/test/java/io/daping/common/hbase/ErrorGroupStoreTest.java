package io.daping.common.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.error.ErrorGroup;
import io.daping.common.error.ErrorText;
import io.daping.common.error.Fingerprints;
import io.daping.common.error.GroupMark;
import io.daping.common.error.Sample;
import io.daping.common.hbase.RowErasure.RowOf;
import io.daping.common.testing.TestTables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What HBase remembers of errors, and that a micro-batch may be repeated. */
final class ErrorGroupStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");
  private static final long T = NOW.toEpochMilli();

  private static TestTables tables;
  private static ErrorGroupStore store;
  private static ErrorNotes notes;

  @BeforeAll
  static void create() {
    tables = TestTables.create();
    store = new ErrorGroupStore(tables.hbase());
    notes = new ErrorNotes(tables.hbase());
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @Test
  void aRepeatedMicroBatchChangesNothingAndTheEarliestIsTheSample() {
    ErrorGroup late = seen("replayed", T + 5, "1.10");
    ErrorGroup early = seen("replayed", T - 5, "1.9");
    store.add(T, List.of(late));
    for (int i = 0; i < 5; i++) {
      store.add(T + 1, List.of(early.merge(early)));
    }
    ErrorGroup all = late.merge(early).merge(early);
    assertThat(all.count()).isEqualTo(3);
    assertThat(store.group("replayed")).contains(all);
    assertThat(store.all()).contains(all.with(null)).doesNotContain(all);
    assertThat(store.group("replayed").orElseThrow().sample()).isEqualTo(early.sample());
    assertThat(store.group("unheard")).isEmpty();
  }

  @Test
  void anErasedSampleIsReplacedByTheNextError() {
    store.add(T, List.of(seen("erased", T, "1.0")));
    RowOf row = new RowOf(ErrorGroupStore.TABLE, "erased" + ErrorGroupStore.SAMPLE_ROW);
    new RowErasure(tables.hbase()).delete(List.of(row));
    ErrorGroup left = store.group("erased").orElseThrow();
    assertThat(left.sample()).isNull();
    assertThat(left.title()).isEqualTo("order <*> is gone");
    ErrorGroup next = seen("erased", T + 9, "1.0");
    store.add(T + 9, List.of(next));
    ErrorGroup after = store.group("erased").orElseThrow();
    assertThat(after.sample()).isEqualTo(next.sample());
    assertThat(after.count()).isEqualTo(2);
  }

  @Test
  void whatPeopleSaidIsKept() {
    GroupMark mark = GroupMark.fixed("1.10", NOW);
    notes.mark("noted", mark, NOW);
    notes.mark("noted", mark.archived(NOW), NOW.plusMillis(1));
    notes.merge("noted", "other", NOW);
    notes.merge("apart", "other", NOW);
    notes.split("apart", NOW.plusMillis(1));
    assertThat(notes.marks())
        .containsExactlyInAnyOrderEntriesOf(Map.of("noted", mark.archived(NOW)));
    assertThat(notes.merges().groupOf("noted")).isEqualTo("other");
    assertThat(notes.merges().groupOf("apart")).isEqualTo("apart");
    assertThat(store.all()).extracting(ErrorGroup::fingerprint).doesNotContain("noted");
  }

  private static ErrorGroup seen(String fingerprint, long time, String release) {
    ErrorText text =
        new ErrorText("checkout", "l", "order 17 is gone", "E", "m", "E\n\tat a.B.c(B)");
    ErrorText said =
        time == T + 5 ? text : new ErrorText("checkout", "l", text.message(), null, null, null);
    Sample sample = new Sample("e" + time, time, "ERROR", "h", "main", release, null, said);
    return ErrorGroup.of(fingerprint, sample).titled(Fingerprints.STANDARD);
  }
}
