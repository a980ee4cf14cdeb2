package io.daping.services.collect.http;

import io.daping.common.config.CollectSettings;
import io.daping.common.config.ConfigProblem;
import io.daping.common.config.Settings;
import io.daping.common.sender.EventSender;
import io.daping.common.sender.SenderLimits;
import io.daping.common.sender.Source;
import io.daping.services.answer.Json;
import io.daping.services.collect.CollectorPart;
import io.daping.services.web.ApiError;
import io.daping.services.web.ErrorAnswers;
import io.daping.services.web.JettyErrors;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server of the collector; {@code collector.yaml} describes its paths. */
public final class HttpCollector implements CollectorPart {
  /** They read and judge; none waits for Kafka once its topics are known. */
  private static final int THREADS = 200;

  /** Of a refused body so many times the largest is read, so that its sender hears why. */
  private static final int BODIES_DROPPED = 4;

  /** Kafka's buffers are of one size, and many are not full. */
  private static final long SLACK = 64L * 1024 * 1024;

  private final CollectSettings.Http http;
  private final Tokens tokens;
  private final Gate gate;
  private final Desk desk;
  private final Javalin javalin;
  private final AtomicBoolean closed = new AtomicBoolean();

  private HttpCollector(
      CollectSettings.Http http, Tokens tokens, Desk desk, QueuedThreadPool threads) {
    this.http = http;
    this.tokens = tokens;
    this.gate = new Gate(http, tokens);
    this.desk = desk;
    this.javalin = Javalin.create(config -> configure(config, threads));
  }

  /**
   * Listens and takes events at once.
   *
   * @param http where to listen; port 0 for any that is free
   * @throws ConfigProblem when others could reach it and no token is configured
   */
  public static HttpCollector start(Settings settings, CollectSettings.Http http) {
    Tokens tokens = Tokens.of(http.trust());
    if (tokens.isEmpty() && !http.onLoopback()) {
      throw new ConfigProblem(
          List.of(
              "collect.http.host is %s, which others can reach, and there are no write tokens; name a file in collect.http.tokens-file, or listen on 127.0.0.1"
                  .formatted(http.host())));
    }
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("collect-http");
    EventSender sender = sender(settings, http.limits());
    Desk desk = new Desk(settings.intake().rule(), http.limits(), sender, threads);
    HttpCollector collector = new HttpCollector(http, tokens, desk, threads);
    collector.javalin.start();
    return collector;
  }

  /** A call waits only while a topic is not known yet: the buffer holds all that may wait. */
  private static EventSender sender(Settings settings, CollectSettings.Limits limits) {
    String brokers =
        settings.home().addresses().resolve("kafka", settings.kafka().bootstrapServers());
    return EventSender.to(
        brokers,
        Source.start("collector"),
        new SenderLimits(
            limits.inFlight().bytes() + SLACK,
            limits.acknowledgeTimeout().dividedBy(4),
            limits.acknowledgeTimeout()));
  }

  /** {@code host:port}. */
  public String address() {
    return http.host() + ":" + javalin.port();
  }

  @Override
  public String announcement() {
    return "http: http://%s/ (%s)"
        .formatted(
            address(),
            tokens.isEmpty()
                ? "no tokens configured: everyone on this machine may write"
                : tokens.all().size() + " write tokens");
  }

  /** The paths that it serves, as registered. */
  public List<String> paths() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(handler -> handler.endpoint.path)
        .filter(path -> path.startsWith("/v1/"))
        .distinct()
        .toList();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      desk.close();
      javalin.stop();
    }
  }

  private void configure(JavalinConfig config, QueuedThreadPool threads) {
    config.jetty.threadPool = threads;
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.prefer405over404 = true;
    config.jetty.modifyServer(server -> server.setErrorHandler(new JettyErrors()));
    config.jetty.addConnector((server, base) -> Listening.at(http, server, base));
    config.routes.before(HttpCollector::secure);
    config.routes.before(gate::refuseForeignPages);
    config.routes.after(ctx -> desk.tally().answered(ctx.statusCode()));
    config.routes.after(new Leftover(BODIES_DROPPED * http.limits().maxBody())::drop);
    events(config.routes);
    documents(config.routes);
    config.routes.exception(Throttled.class, (e, ctx) -> comeBack(e, "1", ctx));
    config.routes.exception(Closing.class, (e, ctx) -> comeBack(e, "5", ctx));
    ErrorAnswers.on(config.routes);
  }

  private void events(RoutesConfig routes) {
    ClientAddress addresses = new ClientAddress(http.trust().proxies());
    BeaconRoute beacon = new BeaconRoute(gate, desk, addresses);
    routes.post("/v1/events/{topic}", new EventsRoute(gate, desk)::post);
    routes.post("/v1/beacon", beacon::post);
    routes.options("/v1/beacon", beacon::options);
    routes.get("/v1/pixel.gif", new PixelRoute(gate, desk, addresses)::get);
  }

  private void documents(RoutesConfig routes) {
    routes.get("/v1/health", ctx -> json(ctx, Map.of("status", "ok")));
    routes.get("/v1/collector", this::report);
    routes.get(
        "/v1/beacon.js",
        ctx -> {
          resource(ctx, "/collect/beacon.js", "text/javascript; charset=utf-8");
          ctx.header("Cache-Control", "public, max-age=3600");
        });
    routes.get(
        "/v1/openapi.yaml",
        ctx -> resource(ctx, "/collector.yaml", "application/yaml; charset=utf-8"));
  }

  private void report(Context ctx) {
    gate.server(ctx);
    json(ctx, desk.report());
  }

  /** The pixel and the script are made to be used by pages of other origins. */
  private static void secure(Context ctx) {
    ctx.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("Cross-Origin-Resource-Policy", "cross-origin");
    ctx.header("Cache-Control", "no-store");
  }

  private static void comeBack(HttpResponseException e, String seconds, Context ctx) {
    ctx.header("Retry-After", seconds);
    ApiError.send(
        ctx, e.getStatus(), e.getStatus() == 429 ? "throttled" : "unavailable", e.getMessage());
  }

  private static void resource(Context ctx, String path, String type) throws IOException {
    try (InputStream in = HttpCollector.class.getResourceAsStream(path)) {
      ctx.contentType(type).result(in.readAllBytes());
    }
  }

  private static void json(Context ctx, Object document) {
    ctx.contentType("application/json").result(Json.bytes(document));
  }
}
