package io.daping.streaming.query;

import io.daping.common.fault.Refusal;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.Intent;
import io.daping.common.hbase.RebuildMark;
import io.daping.streaming.judge.MicroBatch;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a checkpoint with what the stores remember of its query, and refuses what would lose or
 * double data without a word: a checkpoint that is deleted, damaged, older, copied or another's.
 */
public final class CheckpointGuard {
  private final String query;
  private final Checkpoint checkpoint;
  private final ControlStore control;
  private MicroBatch last;

  public CheckpointGuard(String query, Checkpoint checkpoint, ControlStore control) {
    this.query = query;
    this.checkpoint = checkpoint;
    this.control = control;
  }

  /**
   * Checks before the query starts.
   *
   * @throws Refusal when checkpoint and stores do not belong together
   */
  public void check() {
    control.rebuild().ifPresent(CheckpointGuard::refuseHalfBuilt);
    control.intent(query).ifPresentOrElse(this::checkKnown, this::checkNew);
  }

  /**
   * What a micro-batch may do: a new one gets a timestamp above all before it, a repeated one the
   * timestamp that it had.
   *
   * @throws Refusal when it is neither the last one again nor the next
   */
  public MicroBatch begin(long number) {
    String offsets = checkpoint.offsetsText(number).orElseThrow(() -> damaged("offsets/" + number));
    Optional<Intent> known = control.intent(query);
    Intent intent =
        known.map(k -> next(k, number, offsets)).orElseGet(() -> first(number, offsets));
    if (known.isEmpty() || known.get().batch() != number) {
      control.write(query, intent);
    }
    last =
        new MicroBatch(
            number,
            intent.generation(),
            intent.timestamp(),
            starts(number),
            checkpoint.offsets(number, offsets));
    return last;
  }

  /** Where the micro-batch before ended. */
  private Map<String, Map<Integer, Long>> starts(long number) {
    return last != null && last.number() == number - 1
        ? last.ends()
        : checkpoint.offsets(number - 1);
  }

  /** A first micro-batch that ended before it wrote its intent has written nothing else either. */
  private void checkNew() {
    if (checkpoint.isUsed()) {
      throw new Refusal(
          "HBase knows nothing of query " + query + ", but " + checkpoint.folder() + " was used",
          "The checkpoint belongs to another HBase, or HBase was emptied. Name the right HBase"
              + " (hbase.bootstrap-servers, hbase.table-prefix), or bring back what was in it from"
              + " Delta: `bin/daping rebuild`.");
    }
  }

  private static void refuseHalfBuilt(RebuildMark mark) {
    throw new Refusal(
        "the tables in HBase are not whole: their rebuild began at "
            + mark.begun()
            + " and did not end",
        "Run `bin/daping rebuild` again: it begins anew.");
  }

  private void checkKnown(Intent last) {
    String id = checkpoint.id().orElseThrow(() -> damaged("metadata"));
    if (!id.equals(last.checkpoint())) {
      throw new Refusal(
          checkpoint.folder() + " is not the checkpoint that query " + query + " last used",
          "Put back the checkpoint with id " + last.checkpoint() + "; this one has id " + id + ".");
    }
    long begun = checkpoint.lastBegun().orElse(-1);
    if (begun < last.batch()) {
      throw new Refusal(
          checkpoint.folder()
              + " is an older copy: its last micro-batch is "
              + begun
              + ", but "
              + last.batch()
              + " was already begun",
          "Put back the newest copy. Going on from this one would count events twice.");
    }
    long finished = checkpoint.lastFinished().orElse(-1);
    if (finished > last.batch()) {
      throw new Refusal(
          "HBase knows query %s up to micro-batch %d, but %s has finished %d"
              .formatted(query, last.batch(), checkpoint.folder(), finished),
          "Tables of another prefix, or another HBase, have gone on with it: name them"
              + " (hbase.table-prefix). To go on with these, make them again from Delta: drop them"
              + " and run `bin/daping rebuild`.");
    }
    checkSame(last, checkpoint.offsetsText(last.batch()).orElse("absent"));
    checkpoint.offsets(begun);
  }

  private Intent first(long number, String offsets) {
    if (number != 0) {
      throw damaged("micro-batches before " + number);
    }
    return new Intent(1, id(), number, System.currentTimeMillis(), offsets);
  }

  private Intent next(Intent last, long number, String offsets) {
    if (number == last.batch()) {
      checkSame(last, offsets);
      return last;
    }
    if (number != last.batch() + 1) {
      throw damaged("micro-batch " + (last.batch() + 1));
    }
    long timestamp = Math.max(System.currentTimeMillis(), last.timestamp() + 1);
    return new Intent(last.generation(), id(), number, timestamp, offsets);
  }

  private void checkSame(Intent last, String offsets) {
    if (!offsets.equals(last.offsets())) {
      throw new Refusal(
          "micro-batch "
              + last.batch()
              + " of query "
              + query
              + " was begun with other offsets than "
              + checkpoint.folder()
              + " has now",
          "The checkpoint was edited or mixed with another. Put back the newest copy; begun with "
              + last.offsets()
              + ", found "
              + offsets
              + ".");
    }
  }

  private String id() {
    return checkpoint.id().orElseThrow(() -> damaged("metadata"));
  }

  private Refusal damaged(String missing) {
    return new Refusal(
        checkpoint.folder() + " is damaged or was deleted: it lacks " + missing,
        "Put the folder back as it was. Without it nobody knows what query "
            + query
            + " has already counted. To start over from Delta, drop the tables in HBase and run"
            + " `bin/daping rebuild`.");
  }
}
