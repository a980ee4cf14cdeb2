package io.daping.streaming.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.common.fault.Refusal;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.Installation;
import io.daping.common.hbase.Intent;
import io.daping.common.testing.TestTables;
import org.junit.jupiter.api.Test;

/** Which generation of tables may be dropped, and that it is. */
class DiscardTest {
  @Test
  void tablesThatOthersHaveGoneOnFromAreDroppedAndNoOthers() {
    try (TestTables green = TestTables.create();
        TestTables old = TestTables.create()) {
      reached(green, 5);
      reached(old, 5);
      Discard discard = new Discard(green.hbase(), old.hbase());
      assertThat(discard.isBehind()).isFalse();
      reached(green, 6);
      assertThat(discard.isBehind()).isTrue();
      discard.run();
      assertThat(new Installation(old.hbase()).isThere()).isFalse();
      assertThat(new Installation(green.hbase()).isEmpty()).isFalse();
      discard.run(); // as after a kill
    }
  }

  @Test
  void tablesThatHaveRunLastAreKept() {
    try (TestTables green = TestTables.create();
        TestTables old = TestTables.create()) {
      Discard discard = new Discard(old.hbase(), green.hbase());
      assertThatThrownBy(discard::isBehind)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("hold nothing");
      reached(green, 6);
      reached(old, 5);
      assertThatThrownBy(discard::isBehind)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("have run since");
    }
  }

  private static void reached(TestTables tables, long batch) {
    new ControlStore(tables.hbase()).write("intake", new Intent(1, "one", batch, batch + 1, "{}"));
  }
}
