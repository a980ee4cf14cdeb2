package io.daping.batch.fsck;

import io.daping.batch.store.QueryFolder;
import io.daping.batch.store.QueryFolder.Log;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.Intent;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The streaming queries' checkpoints, beside what HBase remembers of each query. */
record Checkpoints(List<QueryFolder> folders, ControlStore control) implements Check {

  @Override
  public String name() {
    return "checkpoints";
  }

  @Override
  public String proves() {
    return "each query's checkpoint is the one that HBase remembers, its micro-batches follow each"
        + " other, and parse";
  }

  @Override
  public void look(Findings found) {
    folders.forEach(folder -> look(folder, found));
    List<String> there = folders.stream().map(QueryFolder::query).toList();
    control.queries().stream()
        .filter(query -> !there.contains(query.name()))
        .filter(query -> control.intent(query.name()).isPresent())
        .forEach(query -> found.add("query %s has no checkpoint".formatted(query.name())));
  }

  private void look(QueryFolder folder, Findings found) {
    found.figure("queries", 1);
    // Before the folder: offsets are written first, so they are there of what was begun.
    Optional<Intent> intent = control.intent(folder.query());
    SortedSet<Long> commits = consecutive(folder, Log.COMMITS, found);
    SortedSet<Long> offsets = consecutive(folder, Log.OFFSETS, found);
    if (folder.id().isEmpty()) {
      found.add(folder.path() + " lacks its metadata");
    }
    long begun = offsets.isEmpty() ? -1 : offsets.last();
    long finished = commits.isEmpty() ? -1 : commits.last();
    if (finished > begun) {
      found.add(
          "%s has finished micro-batch %d and begun no later one than %d"
              .formatted(folder.path(), finished, begun));
    }
    if (intent.isPresent()) {
      compare(folder, intent.get(), begun, found);
      aheadOf(folder, finished, found);
    } else if (begun > 0 || finished >= 0) {
      found.add("%s was used, but HBase knows nothing of its query".formatted(folder.path()));
    }
  }

  /** Asked again, for a running query may have finished it since. */
  private void aheadOf(QueryFolder folder, long finished, Findings found) {
    control
        .intent(folder.query())
        .filter(known -> known.batch() < finished)
        .ifPresent(
            known ->
                found.add(
                    "%s has finished micro-batch %d, these tables in HBase know %d: others, of another hbase.table-prefix, have gone on with it"
                        .formatted(folder.path(), finished, known.batch())));
  }

  private static void compare(QueryFolder folder, Intent intent, long begun, Findings found) {
    String id = folder.id().orElse("none");
    if (!id.equals(intent.checkpoint())) {
      found.add(
          "%s has id %s, the query last used %s".formatted(folder.path(), id, intent.checkpoint()));
    }
    if (begun < intent.batch()) {
      found.add(
          "%s ends with micro-batch %d, the query has begun %d: it is an older copy"
              .formatted(folder.path(), begun, intent.batch()));
      return;
    }
    folder
        .offsetsText(intent.batch())
        .filter(text -> !text.equals(intent.offsets()))
        .ifPresent(
            text ->
                found.add(
                    "%s has other offsets of micro-batch %d than it was begun with"
                        .formatted(folder.path(), intent.batch())));
  }

  private static SortedSet<Long> consecutive(QueryFolder folder, Log log, Findings found) {
    SortedSet<Long> batches = folder.batches(log);
    long expected = batches.isEmpty() ? 0 : batches.first();
    for (long batch : batches) {
      for (; expected < batch; expected++) {
        found.add("%s/%s/%d is missing".formatted(folder.path(), log.folder(), expected));
      }
      expected = batch + 1;
      found.figure(log.folder(), 1);
      // A running query deletes its oldest meanwhile.
      folder
          .wrong(log, batch)
          .filter(wrong -> folder.batches(log).contains(batch))
          .ifPresent(found::add);
    }
    return batches;
  }
}
