package io.daping.services.collect.http;

import io.daping.common.config.CollectSettings.Limits;
import io.daping.common.event.Intake;
import io.daping.common.sender.EventSender;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Takes the records of a request in, and answers once Kafka has them. No thread waits for that. */
final class Desk {
  private static final Logger LOG = LogManager.getLogger(Desk.class);

  /** Several times what a browser sends at once while its page goes. */
  private static final long SMALL_BODY = 256 * 1024;

  private final Intake intake;
  private final Limits limits;
  private final EventSender sender;
  private final Executor threads;
  private final InFlight inFlight;
  private final Tally tally;

  /**
   * @param threads write the answers: Kafka's own must not wait for a slow sender
   */
  Desk(Intake intake, Limits limits, EventSender sender, Executor threads) {
    this.intake = intake;
    this.limits = limits;
    this.sender = sender;
    this.threads = threads;
    this.inFlight = new InFlight(limits.inFlight());
    this.tally = new Tally();
  }

  /** How the records of a kind of request are got and judged. */
  interface Records {
    /** Each by itself, in order; takes its share of bytes before it holds them. */
    List<byte[]> cut(InFlight.Share share);

    void judge(byte[] record, Judging judging);
  }

  /** How a receipt becomes an answer. */
  interface Answer {
    void send(Receipt receipt, Context ctx);
  }

  Tally tally() {
    return tally;
  }

  Tally.Report report() {
    return tally.report(inFlight.load());
  }

  /** Refuses what comes, and waits for what is under way. */
  void close() {
    inFlight.close(limits.acknowledgeTimeout().plusSeconds(1));
    sender.close(limits.acknowledgeTimeout());
  }

  /** The body of a server's request. */
  byte[] body(Context ctx, InFlight.Share share) {
    return Body.read(ctx, limits.maxBody(), share);
  }

  /** The body of a page's request: everyone can send one. */
  byte[] smallBody(Context ctx, InFlight.Share share) {
    return Body.read(ctx, Math.min(limits.maxBody(), SMALL_BODY), share);
  }

  /** Answers now with an exception, or later with a receipt. */
  void take(Context ctx, Writer writer, Records records, Answer answer) {
    InFlight.Share share = inFlight.enter();
    CompletableFuture<Delivery> delivery;
    Judging judging;
    try {
      judging = judged(records, share, writer);
      delivery = Delivery.of(judging.accepted(), sender, tally);
    } catch (RuntimeException e) {
      share.close();
      throw e;
    }
    ctx.future(
        () ->
            delivery
                .thenAcceptAsync(done -> tell(done, judging, answer, ctx), threads)
                .whenComplete((told, never) -> share.close()));
  }

  private Judging judged(Records records, InFlight.Share share, Writer writer) {
    List<byte[]> all = records.cut(share);
    if (all.isEmpty()) {
      throw new BadRequestResponse("the request bears no record");
    }
    if (all.size() > limits.maxRecords()) {
      throw new HttpResponseException(
          413, "a request may have %d records, has %d".formatted(limits.maxRecords(), all.size()));
    }
    share.takeRecords(all.size());
    Judging judging =
        new Judging(intake, tally, new Judging.Arrival(System.currentTimeMillis(), writer));
    all.forEach(record -> records.judge(record, judging));
    return judging;
  }

  private static void tell(Delivery done, Judging judged, Answer answer, Context ctx) {
    if (done.problem() == null) {
      answer.send(new Receipt(done.acknowledged(), judged.rejected()), ctx);
    } else {
      LOG.warn("not acknowledged by Kafka: {}", done.problem().toString());
      Receipt.outage(ctx, judged, done.acknowledged());
    }
  }
}
