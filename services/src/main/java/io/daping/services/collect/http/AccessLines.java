package io.daping.services.collect.http;

import com.google.common.hash.Hashing;
import io.daping.common.event.CombinedLog;
import io.daping.common.event.LinePlace;
import io.daping.common.event.Reason;
import io.daping.common.event.Topic;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.List;

/**
 * Lines of a web server's log. Their ids follow from their places, so that a request that is sent
 * again doubles nothing: by {@code source} and {@code first_line} where the sender names them, else
 * by the whole body and the line's number in it.
 */
final class AccessLines implements Desk.Records {
  private final Context ctx;
  private final Desk desk;
  private final long firstLine;
  private String source;

  AccessLines(Context ctx, Desk desk) {
    this.ctx = ctx;
    this.desk = desk;
    this.source = ctx.queryParam("source");
    this.firstLine = number(ctx.queryParam("first_line"));
    if ((source == null) != (ctx.queryParam("first_line") == null)) {
      throw new BadRequestResponse("source and first_line belong together: name both or none");
    }
  }

  @Override
  public List<byte[]> cut(InFlight.Share share) {
    byte[] body = desk.body(ctx, share);
    if (source == null) {
      source = Hashing.sha256().hashBytes(body).toString();
    }
    return Lines.of(body);
  }

  @Override
  public void judge(byte[] line, Judging judging) {
    CombinedLog.Line read =
        CombinedLog.read(line, new LinePlace(source, firstLine + judging.index()));
    if (read instanceof CombinedLog.Line.Request request) {
      judging.judge(Topic.ACCESS, request.json());
    } else if (read instanceof CombinedLog.Line.Unreadable unreadable) {
      String detail = "no line in combined log format: " + unreadable.reason();
      judging.reject(Topic.ACCESS.topicName(), Reason.NOT_JSON, detail);
    }
  }

  private static long number(String text) {
    if (text != null && !text.matches("\\d{1,18}")) {
      throw new BadRequestResponse("first_line must be a number from 0 on, was " + text);
    }
    return text == null ? 0 : Long.parseLong(text);
  }
}
