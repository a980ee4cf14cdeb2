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
import java.util.stream.Collectors;

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
      latest(Step.RECOMPUTE, pass)
          .forEach((day, run) -> notThere(Step.RECOMPUTE, run).ifPresent(w -> refused.put(day, w)));
      return refused;
    }
    for (Step step : List.of(Step.CHECK, Step.RECONCILE)) {
      latest(step, pass)
          .forEach(
              (day, run) ->
                  reason(step, run, pass.digest(day)).ifPresent(w -> refused.put(day, w)));
    }
    return refused;
  }

  private Map<LocalDate, Optional<DayRun>> latest(Step step, Pass pass) {
    Map<LocalDate, DayRun> latest = runs.latest(step, pass.range());
    return pass.range().days().stream()
        .collect(Collectors.toMap(day -> day, day -> Optional.ofNullable(latest.get(day))));
  }

  /** Of a day that was never recomputed gold has nothing: even who knows better cannot publish. */
  private static Optional<String> notThere(Step step, Optional<DayRun> run) {
    if (run.isEmpty()) {
      return Optional.of(step.verb() + " has not run");
    }
    return run.get().passed() ? Optional.empty() : Optional.of(step.verb() + " failed");
  }

  private static Optional<String> reason(Step step, Optional<DayRun> run, DayDigest now) {
    Optional<String> notThere = notThere(step, run);
    if (notThere.isPresent()) {
      return notThere;
    }
    return Objects.equals(run.get().digest(), now.hash())
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
      log.append(unknown, pass.catalogue());
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
