package io.daping.services.collect.http;

import io.daping.services.answer.Json;
import io.daping.services.web.ApiError;
import io.javalin.http.Context;
import java.util.List;

/**
 * What a sender is told of its records. The status says it in short: 202 when all are in Kafka, 207
 * when some were bad and the others are in Kafka, 422 when all were bad. None of these is to be
 * sent again, so none is an error that makes a forwarder try for ever. 503 when Kafka did not
 * acknowledge: the same is to be sent again, and what was written already is known by its id.
 *
 * @param accepted records that Kafka has acknowledged
 */
record Receipt(int accepted, List<Rejection> rejected) {

  /** A receipt with what is missing. */
  record Outage(ApiError.Body error, int accepted, int unacknowledged, List<Rejection> rejected) {}

  int status() {
    if (rejected.isEmpty()) {
      return 202;
    }
    return accepted > 0 ? 207 : 422;
  }

  void send(Context ctx) {
    ctx.status(status()).contentType("application/json").result(Json.bytes(this));
  }

  /** Tells the sender to come back. */
  static void outage(Context ctx, Judging judged, int acknowledged) {
    ApiError error =
        ApiError.of("unavailable", "Kafka did not acknowledge in time; send the same again");
    Outage outage =
        new Outage(
            error.error(),
            acknowledged,
            judged.accepted().size() - acknowledged,
            judged.rejected());
    ctx.header("Retry-After", "5").status(503);
    ctx.contentType("application/json").result(Json.bytes(outage));
  }
}
