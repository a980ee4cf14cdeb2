package io.daping.common.fault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A step of the night that has begun and, as far as anybody has said, not ended.
 *
 * @param days that it is at; empty for a step that is of no day
 * @param host where it began
 * @param pid of its process there
 * @param processStarted when that process began, for a pid is given away again
 */
public record BegunStep(
    String step,
    List<LocalDate> days,
    Instant started,
    String host,
    long pid,
    @JsonProperty("process_started") Instant processStarted) {
  public BegunStep {
    days = List.copyOf(days);
  }

  /** A step that this process begins. */
  public static BegunStep here(String step, List<LocalDate> days, Instant started) {
    ProcessHandle own = ProcessHandle.current();
    Instant since = own.info().startInstant().orElse(Instant.EPOCH);
    return new BegunStep(step, days, started, thisHost(), own.pid(), since);
  }

  /**
   * Whether its process lives; of another machine's nobody here knows, so it counts as living. A
   * step whose process died was killed.
   */
  @JsonIgnore
  public boolean isRunning() {
    return isElsewhere()
        || ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .map(process -> process.info().startInstant().orElse(Instant.EPOCH))
            .filter(processStarted::equals)
            .isPresent();
  }

  /** Whether this very process does it. */
  @JsonIgnore
  public boolean isOfThisProcess() {
    return !isElsewhere() && pid == ProcessHandle.current().pid();
  }

  /** Its days, as people name them. */
  public String span() {
    if (days.isEmpty()) {
      return "";
    }
    LocalDate last = days.get(days.size() - 1);
    return days.size() == 1 ? last.toString() : days.get(0) + " to " + last;
  }

  /** Whether this one, done, makes up for another, which does not run: days have one night. */
  boolean covers(BegunStep other) {
    boolean isOver = other.isElsewhere() || !other.isRunning();
    return isOver && step.equals(other.step) && days.containsAll(other.days);
  }

  private boolean isElsewhere() {
    return !host.equals(thisHost());
  }

  private static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // a machine without a name has no others beside it
    }
  }
}
