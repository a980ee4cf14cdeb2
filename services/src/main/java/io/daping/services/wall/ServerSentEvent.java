package io.daping.services.wall;

import io.daping.services.answer.Json;
import java.nio.charset.StandardCharsets;

/** One message of a {@code text/event-stream}. */
final class ServerSentEvent {
  private ServerSentEvent() {}

  /**
   * @param data becomes one line of JSON
   */
  static byte[] of(String event, Object data) {
    return ("event: " + event + "\ndata: " + Json.text(data) + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
