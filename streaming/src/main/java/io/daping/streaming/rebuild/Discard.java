package io.daping.streaming.rebuild;

import io.daping.common.fault.Refusal;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.Installation;
import io.daping.common.hbase.Intent;
import java.util.Comparator;
import java.util.Optional;

/**
 * Drops a generation of tables that another one has taken over from, or that was never to serve.
 * Killed, it is run again.
 *
 * @param staying the tables that serve
 * @param going the others
 */
public record Discard(HBase staying, HBase going) {
  /** The query whose checkpoint all generations share: who has run last is ahead. */
  private static final String SHARED = "intake";

  private static final Comparator<Intent> REACHED =
      Comparator.comparingInt(Intent::generation).thenComparingLong(Intent::batch);

  /**
   * Whether the tables that stay have run since the others did; if neither has, nobody can tell
   * which of them a running job uses.
   *
   * @throws Refusal when they cannot do without the others
   */
  public boolean isBehind() {
    if (new Installation(staying).rebuild().isPresent()) {
      throw refusal("are not whole: their rebuild did not end", "Run `bin/daping rebuild` again.");
    }
    Intent last =
        reached(staying)
            .orElseThrow(() -> refusal("hold nothing", "Run `bin/daping rebuild` for them first."));
    Optional<Intent> other = reached(going);
    if (other.isPresent() && REACHED.compare(other.get(), last) > 0) {
      throw refusal(
          "are behind: those to discard have run since",
          "Name the tables that serve: hbase.table-prefix.");
    }
    return other.isEmpty() || REACHED.compare(other.get(), last) < 0;
  }

  /** Drops them. */
  public void run() {
    new Installation(going).drop();
  }

  private static Optional<Intent> reached(HBase hbase) {
    return new Installation(hbase).isThere()
        ? new ControlStore(hbase).intent(SHARED)
        : Optional.empty();
  }

  private Refusal refusal(String what, String remedy) {
    return new Refusal(
        "the tables that stay, %s*, %s".formatted(staying.tableName(""), what), remedy);
  }
}
