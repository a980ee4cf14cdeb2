package io.daping.services.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.eclipse.jetty.http.HttpException;

/** Exceptions as answers: a refusal keeps its status, all else is our fault. */
public final class ErrorAnswers {
  private static final Logger LOG = LogManager.getLogger(ErrorAnswers.class);

  private ErrorAnswers() {}

  /** Gives these routes their answers to exceptions. */
  public static void on(RoutesConfig routes) {
    routes.exception(HttpResponseException.class, ErrorAnswers::refused);
    routes.exception(HttpException.RuntimeException.class, ErrorAnswers::unreadable);
    routes.exception(Exception.class, ErrorAnswers::failed);
  }

  private static void refused(HttpResponseException e, Context ctx) {
    ApiError.send(ctx, e.getStatus(), code(e.getStatus()), e.getMessage());
  }

  /** What Jetty finds wrong while a body is read. */
  private static void unreadable(HttpException.RuntimeException e, Context ctx) {
    ApiError.send(ctx, e.getCode(), code(e.getCode()), String.valueOf(e.getReason()));
  }

  private static String code(int status) {
    return switch (status) {
      case 401 -> "unauthorized";
      case 403 -> "forbidden";
      case 404 -> "not_found";
      case 405 -> "method_not_allowed";
      case 413 -> "too_large";
      case 415 -> "unsupported_media_type";
      case 429 -> "throttled";
      case 503 -> "unavailable";
      default -> "refused";
    };
  }

  private static void failed(Exception e, Context ctx) {
    LOG.error("cannot answer {}", ctx.path(), e);
    ApiError.send(ctx, 500, "internal", "this is our fault; the server's log has the reason");
  }
}
