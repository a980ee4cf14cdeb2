package io.daping.services.collect.http;

import io.javalin.http.HttpResponseException;

/** The collector ends; nothing of this request was taken. */
final class Closing extends HttpResponseException {
  private static final long serialVersionUID = 1L;

  Closing() {
    super(503, "the collector is about to end; send the same again later");
  }
}
