package io.daping.services.collect.http;

import io.daping.common.event.Reason;
import io.daping.common.event.Topic;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /v1/beacon}: what {@code beacon.js} sends, one event a line, each naming its topic.
 * Any content type will do, as a browser asks no leave to send plain text.
 */
record BeaconRoute(Gate gate, Desk desk, ClientAddress addresses) {
  private static final long MOST_LOST = 1_000_000;

  /** A browser asks whether a page of another origin may send; the gate has let it pass. */
  void options(Context ctx) {
    ctx.header("Access-Control-Allow-Methods", "POST");
    ctx.header("Access-Control-Allow-Headers", "Content-Type");
    ctx.header("Access-Control-Max-Age", "600");
    ctx.status(204);
  }

  void post(Context ctx) {
    Writer writer = gate.page(ctx);
    desk.take(ctx, writer, new OfPage(ctx, this), this::answer);
  }

  /** A page that is sent away tells its losses again. */
  private void answer(Receipt receipt, Context ctx) {
    desk.tally().lostByPages(lost(ctx.queryParam("lost")));
    receipt.send(ctx);
  }

  private static long lost(String number) {
    boolean readable = number != null && number.matches("\\d{1,18}");
    return readable ? Math.min(MOST_LOST, Long.parseLong(number)) : 0;
  }

  private record OfPage(Context ctx, BeaconRoute route) implements Desk.Records {
    @Override
    public List<byte[]> cut(InFlight.Share share) {
      return Lines.of(route.desk.smallBody(ctx, share));
    }

    @Override
    public void judge(byte[] line, Judging judging) {
      PageEvent.ofLine(line)
          .ifPresentOrElse(
              event -> judge(event, judging),
              () -> judging.reject(Tally.NO_TOPIC, Reason.NOT_JSON, "the line is no JSON object"));
    }

    private void judge(PageEvent event, Judging judging) {
      Optional<Topic> topic = event.topic("").filter(judging.arrival().writer().topics()::contains);
      if (topic.isPresent()) {
        String ip = route.addresses.of(ctx);
        judging.judge(topic.get(), event.record(topic.get(), ctx, ip, judging.arrival().time()));
      } else {
        String detail = "topic is none that this key may write to: " + event.text("topic");
        judging.reject(Tally.NO_TOPIC, Reason.BAD_VALUE, detail);
      }
    }
  }
}
