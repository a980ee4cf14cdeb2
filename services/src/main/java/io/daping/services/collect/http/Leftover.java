package io.daping.services.collect.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpException;

/**
 * The rest of a body whose request is refused before all of it was read. If the connection were
 * closed on it, a sender that is still writing would meet a reset instead of the answer; so the
 * answer goes out first, says that the connection ends, and the rest is read and thrown away, up to
 * a bound.
 */
final class Leftover {
  /** So many refused bodies are read at a time: the other threads are for those that are taken. */
  private static final int AT_ONCE = 50;

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int CHUNK = 64 * 1024;

  private final long most;
  private final Semaphore readers = new Semaphore(AT_ONCE);

  /**
   * @param most bytes of a rest that are read
   */
  Leftover(long most) {
    this.most = most;
  }

  /** After every request. */
  void drop(Context ctx) throws IOException {
    if (ctx.statusCode() < 400 || !isUnread(ctx)) {
      return;
    }
    answerNow(ctx);
    if (isSending(ctx) && readers.tryAcquire()) {
      try {
        drop(ctx.req().getInputStream());
      } finally {
        readers.release();
      }
    }
  }

  private static boolean isUnread(Context ctx) throws IOException {
    ServletInputStream body = ctx.req().getInputStream();
    boolean bears = ctx.req().getContentLengthLong() > 0 || ctx.header("Transfer-Encoding") != null;
    return bears && !body.isFinished() && !ctx.res().isCommitted();
  }

  /** Who waits for leave to send hears the answer instead, and sends nothing. */
  private static boolean isSending(Context ctx) {
    return ctx.header("Expect") == null;
  }

  private static void answerNow(Context ctx) throws IOException {
    ctx.header("Connection", "close");
    try (InputStream result = ctx.resultInputStream()) {
      byte[] answer = result == null ? new byte[0] : result.readAllBytes();
      ctx.res().setContentLength(answer.length);
      ctx.res().getOutputStream().write(answer);
      ctx.res().flushBuffer();
    }
    ctx.result(InputStream.nullInputStream());
  }

  private void drop(InputStream rest) {
    byte[] chunk = new byte[CHUNK];
    long end = System.nanoTime() + LONGEST.toNanos();
    long read = 0;
    try {
      for (int n = 0; n >= 0 && read < most && System.nanoTime() < end; n = rest.read(chunk)) {
        read += n;
      }
    } catch (IOException | HttpException.RuntimeException e) {
      // The sender has its answer and went away, or sends what is no HTTP: nothing waits for it.
    }
  }
}
