package io.daping.common.event;

/**
 * One sample of one host. What was not sampled is null; something was.
 *
 * @param cpu percent of all cores, 0 to 100
 * @param mem percent of memory in use, 0 to 100
 * @param io percent of time the busiest disk was busy, 0 to 100
 * @param load1 processes waiting or running, the mean of a minute
 * @param netIn bytes per second received
 * @param netOut bytes per second sent
 */
public record MachineEvent(
    String eventId,
    long eventTime,
    String host,
    String zone,
    Double cpu,
    Double mem,
    Double io,
    Double load1,
    Double netIn,
    Double netOut)
    implements Event {

  @Override
  public Topic topic() {
    return Topic.MACHINE;
  }

  @Override
  public String key() {
    return host;
  }
}
