package io.daping.local.load;

import com.fasterxml.jackson.core.JsonGenerator;
import io.daping.common.event.Topic;
import java.io.IOException;

/** One request to the web site, written when it is answered. */
record AccessEvent(String eventId, long time, Client client, Page page, Answer answer)
    implements Event {
  /**
   * Who asks.
   *
   * @param visitorId null for a crawler
   * @param userId null for who is not logged in
   */
  record Client(String ip, String userAgent, String visitorId, String userId) {
    static Client of(Shopper shopper) {
      return new Client(shopper.ip(), shopper.userAgent(), shopper.visitorId(), shopper.userId());
    }
  }

  /**
   * What is asked for.
   *
   * @param referrer null for none
   */
  record Page(String method, String path, String referrer) {}

  /** What is answered. */
  record Answer(int status, long bytes, long durationMs) {
    private static final Weights FATES = Weights.of(0.905, 0.08, 0.01, 0.005);

    /** Mostly the page, sometimes that it has not changed, is not there, or an error. */
    static Answer draw(Page page, Chance chance) {
      long took = chance.lognormal(45, 0.8);
      return switch (page.method().equals("GET") ? FATES.draw(chance) : 0) {
        case 1 -> new Answer(304, 0, 1 + took / 8);
        case 2 -> new Answer(404, 512, 1 + took / 4);
        case 3 -> new Answer(500, 1_024, took * 20);
        default -> new Answer(200, chance.lognormal(28_000, 0.9), took);
      };
    }
  }

  @Override
  public Topic topic() {
    return Topic.ACCESS;
  }

  @Override
  public byte[] bytes(Encoder encoder) {
    return encoder.object(this::write);
  }

  private void write(JsonGenerator to) throws IOException {
    to.writeStringField("event_id", eventId);
    to.writeNumberField("event_time", time);
    to.writeStringField("ip", client.ip());
    to.writeStringField("method", page.method());
    to.writeStringField("path", page.path());
    to.writeNumberField("status", answer.status());
    to.writeNumberField("bytes", answer.bytes());
    to.writeNumberField("duration_ms", answer.durationMs());
    Encoder.optional(to, "referrer", page.referrer());
    to.writeStringField("user_agent", client.userAgent());
    Encoder.optional(to, "visitor_id", client.visitorId());
    Encoder.optional(to, "user_id", client.userId());
  }
}
