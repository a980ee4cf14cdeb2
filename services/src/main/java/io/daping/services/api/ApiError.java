package io.daping.services.api;

import io.daping.services.answer.Json;
import io.javalin.http.Context;

/** What a caller reads when there is no answer. */
record ApiError(Body error) {

  /**
   * @param code for programs
   * @param message for people; names the part that was wrong, never a stack trace
   */
  record Body(String code, String message) {}

  static ApiError of(String code, String message) {
    return new ApiError(new Body(code, message));
  }

  static void send(Context ctx, int status, String code, String message) {
    ctx.status(status).contentType("application/json").result(Json.bytes(of(code, message)));
  }
}
