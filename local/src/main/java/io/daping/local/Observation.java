package io.daping.local;

import io.daping.common.config.Addresses;
import io.daping.common.config.Settings;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.Installation;
import io.daping.common.hbase.QueryProgress;
import io.daping.common.hbase.StateSize;
import io.daping.common.hbase.TopicCounts;
import io.daping.local.StatusReport.ProcessLine;
import io.daping.local.StatusReport.QueryLine;
import io.daping.local.StatusReport.StepLine;
import io.daping.local.process.Background;
import io.daping.local.process.Service;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks at a home from outside; what does not answer is told as absent, within seconds. */
record Observation(Settings settings) {
  private static final long PATIENCE_MS = 4_000;

  StatusReport report() {
    List<ProcessLine> processes = Services.all().stream().map(this::process).toList();
    Control control = control();
    return new StatusReport(
        processes,
        queries(control),
        control.topics(),
        control.state(),
        settings.home().troubles().all(),
        settings.home().steps().all().stream().map(StepLine::of).toList(),
        wall(processes));
  }

  /** What the jobs say of themselves. */
  private record Control(
      List<QueryProgress> queries, List<TopicCounts> topics, List<StateSize> state) {
    static final Control SILENT = new Control(List.of(), List.of(), List.of());
  }

  private ProcessLine process(Service service) {
    Background background = new Background(settings.home());
    Optional<Long> pid = background.process(service).map(ProcessHandle::pid);
    return new ProcessLine(
        service.name(),
        pid.orElse(null),
        background.state(service).name().toLowerCase(Locale.ROOT),
        addresses().of(service.name()).orElse(null));
  }

  private Control control() {
    Optional<String> hbase = place("hbase", settings.hbase().bootstrapServers());
    if (hbase.isEmpty()) {
      return Control.SILENT;
    }
    HBase.Target target =
        new HBase.Target(hbase.get(), settings.hbase().tablePrefix(), PATIENCE_MS);
    try (HBase connection = HBase.connect(target)) {
      ControlStore store = new ControlStore(connection);
      return new Control(store.queries(), store.topics(), new Installation(connection).sizes());
    } catch (UncheckedIOException e) {
      return Control.SILENT; // HBase is down, or no job has made its table yet
    }
  }

  private List<QueryLine> queries(Control control) {
    LatestOffsets latest =
        place("kafka", settings.kafka().bootstrapServers())
            .map(kafka -> LatestOffsets.ask(kafka, control.queries()))
            .orElseGet(() -> new LatestOffsets(java.util.Map.of()));
    return control.queries().stream().map(q -> line(q, latest.lag(q))).toList();
  }

  private static QueryLine line(QueryProgress q, OptionalLong lag) {
    return new QueryLine(
        q.name(),
        q.batch(),
        lag.isPresent() ? lag.getAsLong() : null,
        q.watermark(),
        q.watermarkLead(),
        q.lastBatchMs());
  }

  /** Where to ask; nowhere when this home's own service does not run. */
  private Optional<String> place(String service, String configured) {
    if (!configured.isEmpty()) {
      return Optional.of(configured);
    }
    boolean runs =
        Services.named(service).stream()
            .anyMatch(s -> new Background(settings.home()).process(s).isPresent());
    return runs ? addresses().of(service) : Optional.empty();
  }

  private String wall(List<ProcessLine> processes) {
    return processes.stream()
        .filter(p -> p.name().equals("wall") && p.pid() != null && p.address() != null)
        .map(p -> "http://" + p.address())
        .findFirst()
        .orElse(null);
  }

  private Addresses addresses() {
    return settings.home().addresses();
  }
}
