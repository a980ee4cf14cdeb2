package io.daping.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.batch.regroup.GroupChange;
import io.daping.batch.regroup.Regroup.Applying;
import io.daping.batch.regroup.Regrouped;
import io.daping.common.cli.CommonOptions;
import io.daping.common.cli.ExitCode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code errors regroup}: the rules of now over past days. */
@Command(
    name = "regroup",
    description =
        "Groups the errors of past days again, by the rules of now, and shows what changes.")
final class RegroupCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  @Mixin private DaysOption days;

  @Option(names = "--dry-run", description = "Shows what would change and changes nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    DayRange range = days.range();
    Applying applying = dryRun ? Applying.DRY_RUN : Applying.STORED;
    Regrouped regrouped =
        NightSession.alone(common.settings(), range, night -> night.regroup(range, applying));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(regrouped));
    } else {
      print(regrouped, out);
    }
    return ExitCode.DONE;
  }

  private static void print(Regrouped regrouped, PrintWriter out) {
    for (GroupChange change : regrouped.changes()) {
      String title = change.title() == null ? "" : change.title();
      out.printf(
          "%-9s %-18s %,10d -> %,-10d %s%n",
          change.kind(), change.group(), change.before(), change.after(), title);
    }
    out.printf(
        "%,d errors, %,d groups change, %,d fingerprints were named by other rules%n",
        regrouped.errors(), regrouped.changes().size(), regrouped.moved());
  }

  private static String json(Regrouped regrouped) throws JsonProcessingException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("errors", regrouped.errors());
    document.put("moved_fingerprints", regrouped.moved());
    document.put("changes", regrouped.changes().stream().map(RegroupCommand::fields).toList());
    return JSON.writeValueAsString(document);
  }

  private static Map<String, Object> fields(GroupChange change) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("change", change.kind());
    fields.put("fingerprint", change.group());
    fields.put("title", change.title());
    fields.put("before", change.before());
    fields.put("after", change.after());
    return fields;
  }
}
