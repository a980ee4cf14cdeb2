package io.daping.services.api;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** What every response tells the browser, and whom no request is answered. */
final class Headers {
  private static final String CONTENT_POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

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

  /**
   * A foreign page can point its own name at this machine and would then read the shop's numbers
   * through the visitor's browser. Such a request bears the foreign name.
   *
   * @param configured the name under which this server listens
   */
  static void refuseForeignNames(Context ctx, String configured) {
    String name = nameOf(ctx.host());
    if (!LOOPBACK.contains(name) && !name.equals(configured)) {
      throw new ForbiddenResponse("this server answers to localhost only, was asked for " + name);
    }
  }

  private static String nameOf(String host) {
    try {
      return String.valueOf(new URI("http://" + host).getHost());
    } catch (URISyntaxException e) {
      return "an unreadable name";
    }
  }
}
