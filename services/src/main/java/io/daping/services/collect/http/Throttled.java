package io.daping.services.collect.http;

import io.javalin.http.HttpResponseException;

/** Too much waits for Kafka already; nothing of this request was taken. */
final class Throttled extends HttpResponseException {
  private static final long serialVersionUID = 1L;

  Throttled(String what) {
    super(429, what + " wait for Kafka already; send the same again later");
  }
}
