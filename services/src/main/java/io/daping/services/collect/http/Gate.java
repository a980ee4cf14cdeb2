package io.daping.services.collect.http;

import io.daping.common.config.CollectSettings;
import io.daping.common.event.Topic;
import io.daping.services.web.HostName;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.UnauthorizedResponse;
import java.util.Optional;

/** Lets writers in who may write, and keeps foreign pages out. */
final class Gate {
  private static final String BEARER = "Bearer ";

  private final CollectSettings.Http http;
  private final Tokens tokens;

  Gate(CollectSettings.Http http, Tokens tokens) {
    this.http = http;
    this.tokens = tokens;
  }

  /** Before every request: scripts of other pages need to be named in the settings. */
  void refuseForeignPages(Context ctx) {
    if (tokens.isEmpty()) {
      HostName.refuseForeign(ctx, http.host());
    }
    String origin = ctx.header("Origin");
    if (origin == null || isOfThisServer(origin, ctx)) {
      return;
    }
    if (!http.trust().origins().contains(origin)) {
      throw new ForbiddenResponse(
          "pages of " + origin + " may not send: collect.http.origins does not name them");
    }
    ctx.header("Access-Control-Allow-Origin", origin);
    ctx.header("Access-Control-Expose-Headers", "Retry-After, Date");
    ctx.header("Vary", "Origin");
  }

  /** A server, by its header. */
  Writer server(Context ctx) {
    if (tokens.isEmpty()) {
      return Writer.anyone(Writer.Kind.BEARER);
    }
    return Optional.ofNullable(ctx.header("Authorization"))
        .filter(h -> h.startsWith(BEARER))
        .flatMap(h -> tokens.writer(Writer.Kind.BEARER, h.substring(BEARER.length()).strip()))
        .orElseThrow(() -> unauthorized(ctx));
  }

  /** A page, by its key in the address. */
  Writer page(Context ctx) {
    if (tokens.isEmpty()) {
      return Writer.anyone(Writer.Kind.SITE);
    }
    return Optional.ofNullable(ctx.queryParam("site_key"))
        .flatMap(key -> tokens.writer(Writer.Kind.SITE, key))
        .orElseThrow(() -> new UnauthorizedResponse("this needs ?site_key= with a known key"));
  }

  static void mayWrite(Writer writer, Topic topic) {
    if (!writer.topics().contains(topic)) {
      throw new ForbiddenResponse(
          "the token of " + writer.name() + " may not write to " + topic.topicName());
    }
  }

  private static UnauthorizedResponse unauthorized(Context ctx) {
    ctx.header("WWW-Authenticate", "Bearer");
    return new UnauthorizedResponse("this needs `Authorization: Bearer` with a known token");
  }

  private static boolean isOfThisServer(String origin, Context ctx) {
    return origin.replaceFirst("^https?://", "").equals(ctx.host());
  }
}
