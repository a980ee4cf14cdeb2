package io.daping.batch.maintain;

import io.daping.batch.store.QueryFolder;
import io.daping.common.hbase.ControlStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** Checkpoints of earlier generations, from which no query goes on; Spark trims the others. */
record OldCheckpoints(List<QueryFolder> folders, ControlStore control) implements Upkeep {

  @Override
  public String name() {
    return "checkpoints";
  }

  @Override
  public void run(Done done) {
    for (QueryFolder folder : folders) {
      if (folder.age(control) < 0) {
        done.figure("folders", 1);
        done.tell("%s: query %s goes on from another".formatted(folder.path(), folder.query()));
        if (!done.isRehearsal()) {
          delete(folder);
        }
      }
    }
  }

  private static void delete(QueryFolder folder) {
    Path path = new Path(folder.path());
    try {
      path.getFileSystem(folder.hadoop()).delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }
}
