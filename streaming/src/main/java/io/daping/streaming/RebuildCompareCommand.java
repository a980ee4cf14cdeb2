package io.daping.streaming;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import io.daping.common.config.Settings;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.serve.CanonicalDump;
import io.daping.common.serve.Layer;
import io.daping.streaming.rebuild.DumpComparison;
import io.daping.streaming.rebuild.DumpComparison.OfMetric;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rebuild compare}: the realtime numbers of two generations of tables. */
@Command(
    name = "compare",
    description = {
      "Compares the realtime numbers of these tables with those of another prefix.",
      "Fails when a metric differs that is not said to have changed."
    })
final class RebuildCompareCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Option(
      names = "--with",
      paramLabel = "PREFIX",
      required = true,
      description = "hbase.table-prefix of the tables that serve now.")
  private String serving;

  @Option(
      names = "--changed",
      split = ",",
      paramLabel = "METRIC",
      description = "Metrics whose definition has changed: they may differ.")
  private Set<String> changed = Set.of();

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    HBase.Target built = HBase.Target.of(settings);
    HBase.Target old = new HBase.Target(built.bootstrapServers(), serving, built.timeoutMs());
    Path oldDump = dump(old, settings);
    Path newDump = dump(built, settings);
    try (BufferedReader before = Files.newBufferedReader(oldDump);
        BufferedReader after = Files.newBufferedReader(newDump)) {
      SortedMap<String, OfMetric> metrics = DumpComparison.of(before, after);
      List<String> wrong =
          metrics.entrySet().stream()
              .filter(m -> m.getValue().differs() && !changed.contains(m.getKey()))
              .map(Map.Entry::getKey)
              .toList();
      print(metrics, wrong);
      return wrong.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    } finally {
      Files.delete(oldDump);
      Files.delete(newDump);
    }
  }

  private static Path dump(HBase.Target target, Settings settings) throws IOException {
    Path file = Files.createTempFile("daping-dump-", ".tsv");
    HBase hbase = SharedHBase.of(target);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      new CanonicalDump(Catalogue.load(), settings, hbase).write(Layer.STREAM, out);
    }
    return file;
  }

  private void print(SortedMap<String, OfMetric> metrics, List<String> wrong) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonMapper mapper =
          JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
      out.println(mapper.writeValueAsString(Map.of("metrics", metrics, "unexpected", wrong)));
      return;
    }
    metrics.forEach(
        (name, of) -> {
          out.printf(
              "%-28s %,12d equal %,10d before alone %,10d after alone%s%n",
              name,
              of.equal(),
              of.onlyBefore(),
              of.onlyAfter(),
              wrong.contains(name) ? "  UNEXPECTED" : "");
          of.first().forEach(line -> out.println("    " + line));
        });
    out.println(
        wrong.isEmpty()
            ? "%,d metrics differ that were to differ, the others are equal"
                .formatted(metrics.values().stream().filter(OfMetric::differs).count())
            : "%,d metrics differ that were not to: %s"
                .formatted(wrong.size(), String.join(", ", wrong)));
  }
}
