package io.daping.common.fault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A step of the night that has begun and, as far as anybody has said, not ended.
 *
 * @param days that it is at; empty for a step that is of no day
 * @param pid of its process
 * @param processStarted when that process began, for a pid is given away again
 */
public record BegunStep(
    String step,
    List<LocalDate> days,
    Instant started,
    long pid,
    @JsonProperty("process_started") Instant processStarted) {
  public BegunStep {
    days = List.copyOf(days);
  }

  /** A step that this process begins. */
  public static BegunStep here(String step, List<LocalDate> days, Instant started) {
    ProcessHandle own = ProcessHandle.current();
    Instant since = own.info().startInstant().orElse(Instant.EPOCH);
    return new BegunStep(step, days, started, own.pid(), since);
  }

  /** Whether its process lives. A step whose process died was killed. */
  @JsonIgnore
  public boolean isRunning() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> process.info().startInstant().orElse(Instant.EPOCH))
        .filter(processStarted::equals)
        .isPresent();
  }

  /** Its days, as people name them. */
  public String span() {
    if (days.isEmpty()) {
      return "";
    }
    LocalDate last = days.get(days.size() - 1);
    return days.size() == 1 ? last.toString() : days.get(0) + " to " + last;
  }

  /** Whether doing this one makes up for another. */
  boolean covers(BegunStep other) {
    return step.equals(other.step) && days.containsAll(other.days);
  }
}
