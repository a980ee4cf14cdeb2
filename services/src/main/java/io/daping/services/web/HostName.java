package io.daping.services.web;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** The name by which a request calls this server. */
public final class HostName {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private HostName() {}

  /**
   * A foreign page can point its own name at this machine and would then reach it through the
   * visitor's browser. Such a request bears the foreign name.
   *
   * @param configured the name under which this server listens
   */
  public static void refuseForeign(Context ctx, String configured) {
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
