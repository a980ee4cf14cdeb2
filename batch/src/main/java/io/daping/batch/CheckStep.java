package io.daping.batch;

import io.daping.batch.check.Breach;
import io.daping.batch.check.QualityChecks;
import io.daping.batch.run.DayRun;
import io.daping.batch.run.Step;
import io.daping.common.spark.DeltaTables.Table;
import io.daping.common.spark.NightTables;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether gold keeps the rules that every publishable day keeps. */
final class CheckStep implements NightStep {
  @Override
  public Step step() {
    return Step.CHECK;
  }

  @Override
  public List<Table> inputs(Pass pass) {
    NightTables tables = NightTables.of(pass.settings());
    return List.of(tables.gold(), tables.arrivals());
  }

  @Override
  public List<DayRun> run(Pass pass) {
    Map<LocalDate, List<Breach>> breaches =
        new QualityChecks(pass.spark(), pass.settings(), pass.catalogue())
            .of(pass.range()).stream().collect(Collectors.groupingBy(Breach::day));
    return pass.range().days().stream()
        .map(day -> run(day, breaches.getOrDefault(day, List.of()), pass.digest(day)))
        .toList();
  }

  private static DayRun run(LocalDate day, List<Breach> breaches, DayDigest digest) {
    String detail = Json.of(Map.of("checks", QualityChecks.names(), "breaches", breaches));
    return new DayRun(day, breaches.isEmpty(), digest.rows(), digest.hash(), detail);
  }
}
