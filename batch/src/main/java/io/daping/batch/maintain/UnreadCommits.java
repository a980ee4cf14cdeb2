package io.daping.batch.maintain;

import com.fasterxml.jackson.databind.JsonNode;
import io.daping.batch.store.QueryFolder;
import io.daping.batch.store.QueryFolder.Log;
import io.daping.batch.store.StoredTable;
import io.daping.common.hbase.ControlStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.Snapshot;

/**
 * How far streaming queries have read the tables that they read as streams.
 *
 * @param queries their checkpoints
 */
record UnreadCommits(List<QueryFolder> queries, ControlStore control) {

  /** Which query has not read a commit of a table that is older than a time; empty if none. */
  Optional<String> before(StoredTable table, Instant time) {
    Snapshot newest = table.snapshot();
    for (QueryFolder query : queries) {
      if (query.age(control) < 0) {
        continue; // nobody goes on from there
      }
      OptionalLong next = next(query, newest.metadata().id());
      if (next.isPresent()
          && next.getAsLong() <= newest.version()
          && isBefore(table, query, next.getAsLong(), time)) {
        return Optional.of(
            "%s: query %s has read it up to version %d only, of %d: its unused files stay until it has caught up"
                .formatted(table.name(), query.query(), next.getAsLong() - 1, newest.version()));
      }
    }
    return Optional.empty();
  }

  /**
   * The first version of a table that a query has not read to its end; empty if it reads others.
   */
  private static OptionalLong next(QueryFolder query, String tableId) {
    SortedSet<Long> finished = query.batches(Log.COMMITS);
    SortedSet<Long> begun = query.batches(Log.OFFSETS);
    if (begun.isEmpty()) {
      return OptionalLong.empty();
    }
    long batch = finished.isEmpty() ? begun.first() : finished.last();
    for (JsonNode source : query.offsets(batch)) {
      if (source.path("reservoirId").asText().equals(tableId)) {
        return OptionalLong.of(source.path("reservoirVersion").asLong());
      }
    }
    return OptionalLong.empty();
  }

  private static boolean isBefore(
      StoredTable table, QueryFolder query, long version, Instant time) {
    Path commit = new Path(table.path(), "_delta_log/%020d.json".formatted(version));
    try {
      long written =
          commit.getFileSystem(query.hadoop()).getFileStatus(commit).getModificationTime();
      return written < time.toEpochMilli();
    } catch (FileNotFoundException e) {
      return true; // so old that the log has let it go
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + commit, e);
    }
  }
}
