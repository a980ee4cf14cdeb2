package io.daping.services.api;

import io.daping.common.serve.MetricQuery;
import io.daping.services.answer.AnswerJson;
import io.daping.services.answer.Json;
import io.daping.services.cells.PublishedCells;
import io.daping.services.wall.WallClient;
import io.daping.services.wall.WallFeed;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The paths under {@code /api/v1}; see {@code openapi.yaml}. */
public final class ReadApi {
  private final PublishedCells cells;
  private final WallFeed feed;
  private final ZoneId zone;

  public ReadApi(PublishedCells cells, WallFeed feed, ZoneId zone) {
    this.cells = cells;
    this.feed = feed;
    this.zone = zone;
  }

  List<Route> routes() {
    return List.of(
        new Route("/api/v1/health", ctx -> json(ctx, Json.bytes(Map.of("status", "ok")))),
        new Route("/api/v1/metrics", ctx -> json(ctx, Json.bytes(cells.catalogue()))),
        new Route("/api/v1/metrics/{metric}", this::metric),
        new Route("/api/v1/wall", ctx -> json(ctx, feed.snapshot())),
        new Route("/api/v1/wall/stream", ctx -> WallClient.follow(ctx, feed)),
        new Route("/api/v1/openapi.yaml", ReadApi::openapi));
  }

  private void metric(Context ctx) {
    MetricQuery query = QueryParameters.query(ctx.pathParam("metric"), ctx.queryParamMap(), zone);
    json(ctx, Json.bytes(AnswerJson.of(cells.reader().answer(query), zone)));
  }

  private static void openapi(Context ctx) throws IOException {
    try (InputStream in = ReadApi.class.getResourceAsStream("/openapi.yaml")) {
      ctx.contentType("application/yaml; charset=utf-8").result(in.readAllBytes());
    }
  }

  private static void json(Context ctx, byte[] document) {
    ctx.contentType("application/json").result(document);
  }
}
