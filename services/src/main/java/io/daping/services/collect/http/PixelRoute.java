package io.daping.services.collect.http;

import io.daping.common.event.Topic;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;

/**
 * {@code GET /v1/pixel.gif}: one event as the address of a picture, where no script can run.
 * Without a topic it tells that the page, by its {@code Referer}, was shown.
 */
record PixelRoute(Gate gate, Desk desk, ClientAddress addresses) {
  /** The cookie in which {@code beacon.js} keeps the visitor's id. */
  static final String VISITOR_COOKIE = "daping_visitor";

  private static final byte[] TRANSPARENT =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  void get(Context ctx) {
    Writer writer = gate.page(ctx);
    PageEvent event = PageEvent.ofParameters(ctx.queryParamMap());
    Topic topic =
        event
            .topic(Topic.ACCESS.topicName())
            .orElseThrow(() -> new NotFoundResponse("no topic is called " + event.text("topic")));
    Gate.mayWrite(writer, topic);
    event.orElse("visitor_id", ctx.cookie(VISITOR_COOKIE));
    if (topic == Topic.ACCESS) {
      event.orElse("path", pathOf(ctx.header("Referer")));
    }
    desk.take(ctx, writer, new OneEvent(ctx, this, topic, event), PixelRoute::answer);
  }

  private static void answer(Receipt receipt, Context ctx) {
    if (receipt.accepted() > 0) {
      ctx.status(200).contentType("image/gif").result(TRANSPARENT);
    } else {
      receipt.send(ctx);
    }
  }

  /** Path and query of the page's address, as far as the browser tells it; null for none. */
  private static String pathOf(String page) {
    try {
      URI address = new URI(String.valueOf(page));
      if (address.getRawAuthority() == null) {
        return null;
      }
      String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
      return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private record OneEvent(Context ctx, PixelRoute route, Topic topic, PageEvent event)
      implements Desk.Records {
    @Override
    public List<byte[]> cut(InFlight.Share share) {
      byte[] record = event.record(topic, ctx, route.addresses.of(ctx), System.currentTimeMillis());
      share.takeBytes(record.length);
      return List.of(record);
    }

    @Override
    public void judge(byte[] record, Judging judging) {
      judging.judge(topic, record);
    }
  }
}
