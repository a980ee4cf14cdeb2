package io.daping.services.api;

import io.daping.common.fault.Failure;
import io.daping.common.serve.BadQuery;
import io.daping.services.web.ApiError;
import io.daping.services.web.ErrorAnswers;
import io.daping.services.web.HostName;
import io.daping.services.web.JettyErrors;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The HTTP server of the read API and of the wall's page. */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(WebServer.class);
  private static final String PAGE = "/web";

  private final String host;
  private final Javalin javalin;

  private WebServer(String host, Javalin javalin) {
    this.host = host;
    this.javalin = javalin;
  }

  /**
   * Listens and answers at once.
   *
   * @param port 0 for any that is free
   */
  public static WebServer start(String host, int port, ReadApi api) {
    if (WebServer.class.getResource(PAGE + "/index.html") == null) {
      throw new Failure("this build has no wall page: build services without -Dweb.skip");
    }
    Javalin javalin = Javalin.create(config -> configure(config, host, api));
    return new WebServer(host, javalin.start(host, port));
  }

  /** {@code host:port}. */
  public String address() {
    return host + ":" + javalin.port();
  }

  /** The paths under {@code /api} that can be read, as registered. */
  public List<String> paths() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(handler -> handler.endpoint.path)
        .filter(path -> path.startsWith("/api/"))
        .toList();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static void configure(JavalinConfig config, String host, ReadApi api) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.prefer405over404 = true;
    config.jetty.modifyServer(server -> server.setErrorHandler(new JettyErrors()));
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.staticFiles.add(PAGE, Location.CLASSPATH);
    config.routes.before(Headers::secure);
    config.routes.before(ctx -> HostName.refuseForeign(ctx, host));
    api.routes().forEach(route -> config.routes.get(route.path(), route.handler()));
    explainErrors(config.routes);
  }

  private static void explainErrors(RoutesConfig routes) {
    routes.exception(
        BadQuery.class, (e, ctx) -> ApiError.send(ctx, 400, "bad_query", e.getMessage()));
    routes.exception(UncheckedIOException.class, WebServer::unavailable);
    ErrorAnswers.on(routes);
  }

  private static void unavailable(UncheckedIOException e, Context ctx) {
    LOG.warn("no answer from the store for {}: {}", ctx.path(), e.getMessage());
    ctx.header("Retry-After", "5");
    ApiError.send(ctx, 503, "unavailable", "the store of cells does not answer; try again");
  }
}
