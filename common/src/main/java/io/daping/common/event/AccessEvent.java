package io.daping.common.event;

import io.daping.common.agent.UserAgent;
import io.daping.common.agent.UserAgents;

/**
 * One request to the web site.
 *
 * @param ip IPv4 or IPv6, as text
 * @param status the HTTP status
 * @param bytes of the answer's body; null when not said
 * @param durationMs milliseconds from request to answer; null when not said
 */
public record AccessEvent(
    String eventId,
    long eventTime,
    String ip,
    String method,
    String path,
    int status,
    Long bytes,
    Long durationMs,
    String referrer,
    String userAgent,
    String visitorId,
    String userId)
    implements Event {

  @Override
  public Topic topic() {
    return Topic.ACCESS;
  }

  @Override
  public String key() {
    return ip;
  }

  /** What the user agent says of who asks. */
  public UserAgent agent() {
    return UserAgents.of(userAgent);
  }
}
