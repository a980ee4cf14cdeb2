package io.daping.batch;

import io.daping.batch.publish.NoteLog;
import io.daping.batch.publish.Publication;
import io.daping.batch.publish.SealLog;
import io.daping.batch.run.DayRun;
import io.daping.batch.run.RunLog;
import io.daping.batch.run.Step;
import io.daping.common.hbase.Seal;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.spark.NightTables;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes gold's numbers those that readers see, of days whose gold was checked and reconciled as it
 * is. A day that is published as it is stays so: its cells, its seal and the log do not change.
 */
final class PublishStep implements NightStep {
  /** Which days are published: those that passed and are not there yet, or all, written anew. */
  enum Publish {
    WHEN_EXPLAINED,
    ALWAYS
  }

  private final RunLog runs;
  private final Publication publication;
  private final Publish publish;

  PublishStep(RunLog runs, Publication publication, Publish publish) {
    this.runs = runs;
    this.publication = publication;
    this.publish = publish;
  }

  @Override
  public Step step() {
    return Step.PUBLISH;
  }

  @Override
  public List<Table> inputs(Pass pass) {
    NightTables tables = NightTables.of(pass.settings());
    return List.of(tables.gold(), tables.arrivals());
  }

  @Override
  public List<DayRun> run(Pass pass) {
    Map<LocalDate, String> refused = refused(pass);
    Map<LocalDate, Seal> seals = publication.seals();
    SortedMap<LocalDate, Long> digests = new TreeMap<>();
    for (LocalDate day : pass.range().days()) {
      Seal seal = seals.get(day);
      long digest = pass.digest(day).hash();
      boolean isAsItIs =
          publish != Publish.ALWAYS && seal != null && Objects.equals(seal.digest(), digest);
      if (!refused.containsKey(day) && !isAsItIs) {
        digests.put(day, digest);
      }
    }
    publication.publish(pass.cells(), digests);
    log(pass);
    new NoteLog(pass.spark(), pass.settings()).keep();
    return pass.range().days().stream()
        .map(day -> run(day, pass.digest(day), refused.get(day), digests.containsKey(day)))
        .toList();
  }

  /** Why days are not published, by day. */
  private Map<LocalDate, String> refused(Pass pass) {
    Map<LocalDate, String> refused = new TreeMap<>();
    if (publish == Publish.ALWAYS) {
      return refused;
    }
    for (Step step : List.of(Step.CHECK, Step.RECONCILE)) {
      Map<LocalDate, DayRun> latest = runs.latest(step, pass.range());
      for (LocalDate day : pass.range().days()) {
        reason(step, latest.get(day), pass.digest(day)).ifPresent(why -> refused.put(day, why));
      }
    }
    return refused;
  }

  private static Optional<String> reason(Step step, DayRun run, DayDigest now) {
    if (run == null) {
      return Optional.of(step.verb() + " has not run");
    }
    if (!run.passed()) {
      return Optional.of(step.verb() + " failed");
    }
    return Objects.equals(run.digest(), now.hash())
        ? Optional.empty()
        : Optional.of("gold has changed since " + step.verb());
  }

  /** Writes down what readers see and the tables do not know yet; also of a step that died. */
  private void log(Pass pass) {
    SealLog log = new SealLog(pass.spark(), pass.settings());
    Map<LocalDate, Seal> known = log.latest(pass.range());
    List<Seal> unknown =
        publication.seals().values().stream()
            .filter(seal -> pass.range().days().contains(seal.day()))
            .filter(seal -> !isKnown(known.get(seal.day()), seal))
            .toList();
    if (!unknown.isEmpty()) {
      new Restating(pass).write(unknown, known);
      log.append(unknown);
    }
  }

  private static boolean isKnown(Seal known, Seal seal) {
    return known != null && known.timestamp() == seal.timestamp();
  }

  private static DayRun run(LocalDate day, DayDigest digest, String refused, boolean isWritten) {
    String outcome = refused != null ? "refused: " + refused : isWritten ? "sealed" : "as it was";
    return new DayRun(
        day, refused == null, digest.rows(), digest.hash(), Json.of(Map.of("outcome", outcome)));
  }
}
