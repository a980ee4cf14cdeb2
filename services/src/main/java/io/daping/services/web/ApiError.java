package io.daping.services.web;

import io.daping.services.answer.Json;
import io.javalin.http.Context;

/** What a caller reads when there is no answer. */
public record ApiError(Body error) {

  /**
   * @param code for programs
   * @param message for people; names the part that was wrong, never a stack trace
   */
  public record Body(String code, String message) {}

  public static ApiError of(String code, String message) {
    return new ApiError(new Body(code, message));
  }

  /** Ends the request with this error. */
  public static void send(Context ctx, int status, String code, String message) {
    ctx.status(status).contentType("application/json").result(Json.bytes(of(code, message)));
  }
}
