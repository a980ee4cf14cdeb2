package io.daping.services.collect.http;

import io.daping.common.event.Topic;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Locale;

/** {@code POST /v1/events/{topic}}: what servers send. */
record EventsRoute(Gate gate, Desk desk) {

  void post(Context ctx) {
    String name = ctx.pathParam("topic");
    Topic topic = Topic.named(name).orElseThrow(() -> unknown(name));
    Writer writer = gate.server(ctx);
    Gate.mayWrite(writer, topic);
    desk.take(ctx, writer, records(ctx, topic), Receipt::send);
  }

  private Desk.Records records(Context ctx, Topic topic) {
    String type = mediaType(ctx.contentType());
    if (type.equals("application/json")) {
      return new OneRecord(ctx, desk, topic);
    }
    if (type.equals("application/x-ndjson")) {
      return new OneALine(ctx, desk, topic);
    }
    if (type.equals("text/plain") && topic == Topic.ACCESS) {
      return new AccessLines(ctx, desk);
    }
    throw unsupported(ctx.contentType());
  }

  private static String mediaType(String contentType) {
    String[] parts = String.valueOf(contentType).toLowerCase(Locale.ROOT).split(";");
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        throw unsupported(contentType);
      }
    }
    return parts[0].strip();
  }

  private static NotFoundResponse unknown(String name) {
    return new NotFoundResponse(
        "no topic is called \"%s\"; there are %s".formatted(name, Topic.names()));
  }

  private static HttpResponseException unsupported(String contentType) {
    return new HttpResponseException(
        415,
        "Content-Type must be application/json for one event, application/x-ndjson for one a line,"
            + " text/plain for lines of an access log, all in UTF-8; was "
            + contentType);
  }

  /** The body is one record, whatever stands in it. */
  private record OneRecord(Context ctx, Desk desk, Topic topic) implements Desk.Records {
    @Override
    public List<byte[]> cut(InFlight.Share share) {
      byte[] body = desk.body(ctx, share);
      return body.length == 0 ? List.of() : List.of(body);
    }

    @Override
    public void judge(byte[] record, Judging judging) {
      judging.judge(topic, record);
    }
  }

  /** Each line is a record. */
  private record OneALine(Context ctx, Desk desk, Topic topic) implements Desk.Records {
    @Override
    public List<byte[]> cut(InFlight.Share share) {
      return Lines.of(desk.body(ctx, share));
    }

    @Override
    public void judge(byte[] record, Judging judging) {
      judging.judge(topic, record);
    }
  }
}
