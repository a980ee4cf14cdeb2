package io.daping.services.api;

import io.javalin.http.Context;

/** What every response tells the browser. */
final class Headers {
  private static final String CONTENT_POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private Headers() {}

  static void secure(Context ctx) {
    ctx.header("Content-Security-Policy", CONTENT_POLICY);
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    boolean hashedName = ctx.path().startsWith("/assets/");
    ctx.header("Cache-Control", hashedName ? "public, max-age=31536000, immutable" : "no-store");
  }
}
