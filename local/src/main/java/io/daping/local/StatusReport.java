package io.daping.local;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.common.fault.BegunStep;
import io.daping.common.fault.Trouble;
import io.daping.common.hbase.StateSize;
import io.daping.common.hbase.TopicCounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The answer of {@code status --json}, a contract.
 *
 * @param queries empty while HBase does not answer
 * @param topics empty while HBase does not answer
 * @param state the tables in HBase that hold what the jobs remember and the numbers; empty while it
 *     does not answer
 * @param troubles what processes go on trying without getting on; also while no store answers
 * @param steps of the night that have begun and not ended
 * @param wall the wall's address, or null while it does not run
 */
record StatusReport(
    List<ProcessLine> processes,
    List<QueryLine> queries,
    List<TopicCounts> topics,
    List<StateSize> state,
    List<Trouble> troubles,
    List<StepLine> steps,
    String wall) {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .findAndAddModules()
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * @param pid null when no process lives
   * @param state {@code stopped}, {@code starting}, {@code ready} or {@code died}
   * @param address host:port, or null for a service that does not listen
   */
  record ProcessLine(String name, Long pid, String state, String address) {}

  /**
   * @param lag records in Kafka that the query has not taken; null while Kafka does not answer
   * @param watermark null before any event
   */
  record QueryLine(
      String name,
      long batch,
      Long lag,
      Instant watermark,
      @JsonProperty("watermark_lead_seconds") double watermarkLeadSeconds,
      @JsonProperty("last_batch_ms") long lastBatchMs) {}

  /**
   * @param state {@code running}, or {@code killed}: its process is gone, and nobody has done it
   *     for these days since
   */
  record StepLine(
      String step, List<LocalDate> days, String state, Instant started, String host, long pid) {
    static StepLine of(BegunStep step) {
      String state = step.isRunning() ? "running" : "killed";
      return new StepLine(step.step(), step.days(), state, step.started(), step.host(), step.pid());
    }

    private String span() {
      return days.isEmpty() ? "" : days.get(0) + " to " + days.get(days.size() - 1);
    }
  }

  String asJson() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a JSON value: " + this, e);
    }
  }

  /** The same for people. */
  String asText() {
    Columns text = new Columns();
    text.row("PROCESS", "STATE", "PID", "ADDRESS");
    processes.forEach(p -> text.row(p.name(), p.state(), p.pid(), p.address()));
    if (!queries.isEmpty()) {
      text.gap();
      text.row("QUERY", "BATCH", "LAG", "WATERMARK", "LEAD s", "LAST BATCH ms");
      queries.forEach(
          q ->
              text.row(
                  q.name(),
                  q.batch(),
                  q.lag(),
                  q.watermark(),
                  q.watermarkLeadSeconds(),
                  q.lastBatchMs()));
    }
    if (!topics.isEmpty()) {
      text.gap();
      topicRows(text, topics);
    }
    if (!state.isEmpty()) {
      text.gap();
      text.row("STATE", "REGIONS", "DISK MiB", "MEMORY MiB");
      state.forEach(s -> text.row(s.table(), s.regions(), s.diskMib(), s.memoryMib()));
    }
    if (!troubles.isEmpty()) {
      text.gap();
      text.row("TROUBLE", "FALLS", "SINCE", "PROBLEM");
      troubles.forEach(t -> text.row(t.name(), t.falls(), t.since(), firstLine(t.problem())));
    }
    if (!steps.isEmpty()) {
      text.gap();
      text.row("STEP", "STATE", "SINCE", "HOST", "PID", "DAYS");
      steps.forEach(
          s ->
              text.row(
                  s.step(),
                  s.state(),
                  s.started().truncatedTo(ChronoUnit.SECONDS),
                  s.host(),
                  s.pid(),
                  s.span()));
    }
    return text + (wall == null ? "" : "\nwall " + wall + "\n");
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("").replaceAll("\\pC", "?");
  }

  /** What became of the events, a row a topic. */
  static void topicRows(Columns text, List<TopicCounts> topics) {
    text.row("TOPIC", "IN", "SILVER", "DUPLICATE", "QUARANTINE", "LATE");
    topics.forEach(
        t -> text.row(t.topic(), t.in(), t.silver(), t.duplicate(), t.quarantine(), t.late()));
  }
}
