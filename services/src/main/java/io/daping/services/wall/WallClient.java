package io.daping.services.wall;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * One browser that follows the wall. Nothing here waits: a browser that does not take its messages
 * is dropped once too many are due, and will come back by itself.
 */
public final class WallClient implements WriteListener {
  private static final int MOST_DUE = 16;

  private final WallFeed feed;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final ServletOutputStream out;
  private final Deque<byte[]> due = new ArrayDeque<>();
  private boolean writable;
  private boolean unflushed;
  private boolean closed;

  private WallClient(WallFeed feed, ServletOutputStream out) {
    this.feed = feed;
    this.out = out;
  }

  /** Turns a request into a stream of the feed's events that lasts until either side leaves. */
  public static void follow(Context ctx, WallFeed feed) throws IOException {
    HttpServletResponse response = ctx.res();
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    ctx.req().startAsync(ctx.req(), response).setTimeout(0);
    ServletOutputStream out = response.getOutputStream();
    WallClient client = new WallClient(feed, out);
    ctx.future(() -> client.end);
    feed.join(client);
    out.setWriteListener(client);
  }

  /** Takes a message for this browser; false when it is gone or too slow, and now dropped. */
  synchronized boolean offer(byte[] message) {
    if (!closed && due.size() >= MOST_DUE) {
      drop();
    }
    if (closed) {
      return false;
    }
    due.add(message);
    write();
    return !closed;
  }

  @Override
  public synchronized void onWritePossible() {
    writable = true;
    write();
  }

  @Override
  public void onError(Throwable brokenLine) {
    drop();
    feed.leave(this);
  }

  synchronized void drop() {
    if (!closed) {
      closed = true;
      due.clear();
      end.complete(null);
    }
  }

  private void write() {
    try {
      while (writable && !closed && out.isReady() && (unflushed || !due.isEmpty())) {
        writeNext();
      }
    } catch (IOException | IllegalStateException gone) {
      drop();
    }
  }

  private void writeNext() throws IOException {
    if (due.isEmpty()) {
      unflushed = false;
      out.flush();
    } else {
      unflushed = true;
      out.write(due.poll());
    }
  }
}
