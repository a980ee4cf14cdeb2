package io.daping.batch.maintain;

import io.daping.common.hbase.RowErasure;

/** HBase's files, rewritten without what is over its time or has too many versions. */
record CellFiles(RowErasure files) implements Upkeep {

  @Override
  public String name() {
    return "hbase";
  }

  @Override
  public void run(Done done) {
    done.tell("major compaction of every table");
    if (!done.isRehearsal()) {
      done.figure("tables", files.compactAll());
    }
  }
}
