package io.daping.services.collect.http;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a request's body into memory, of which it takes its share while it reads. */
final class Body {
  private static final int CHUNK = 32 * 1024;

  /** A sender that needs longer holds a thread for nothing. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Body() {}

  /**
   * The unpacked bytes.
   *
   * @param most of bytes, packed and unpacked
   */
  static byte[] read(Context ctx, long most, InFlight.Share share) {
    boolean packed = isPacked(ctx.header("Content-Encoding"));
    refuseAnnounced(ctx, most);
    try (InputStream raw = new Bounded(ctx.bodyInputStream(), most);
        InputStream in = packed ? new GZIPInputStream(raw, CHUNK) : raw) {
      return readAll(in, most, share);
    } catch (ZipException | EOFException e) {
      throw new BadRequestResponse("the body is no gzip, or was cut off: " + e.getMessage());
    } catch (IOException e) {
      throw new BadRequestResponse("the body could not be read to its end");
    }
  }

  private static byte[] readAll(InputStream in, long most, InFlight.Share share)
      throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    long end = System.nanoTime() + LONGEST.toNanos();
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      if (all.size() + n > most) {
        throw tooLarge(most);
      }
      if (System.nanoTime() > end) {
        throw new HttpResponseException(
            408, "the body took longer than " + LONGEST.toSeconds() + " s");
      }
      share.takeBytes(n);
      all.write(chunk, 0, n);
    }
    return all.toByteArray();
  }

  private static void refuseAnnounced(Context ctx, long most) {
    if (ctx.req().getContentLengthLong() > most) {
      throw tooLarge(most);
    }
  }

  private static boolean isPacked(String encoding) {
    String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "identity" -> false;
      case "gzip", "x-gzip" -> true;
      default ->
          throw new HttpResponseException(
              415, "Content-Encoding may be gzip or identity, was " + encoding);
    };
  }

  private static HttpResponseException tooLarge(long most) {
    return new HttpResponseException(
        413, "a body may have " + most + " bytes, packed and unpacked; send several requests");
  }

  /** Ends a body that goes on without unpacking to anything. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private final long most;
    private long read;

    Bounded(InputStream in, long most) {
      this.in = in;
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int n = in.read(into, offset, length);
      read += Math.max(n, 0);
      if (read > most) {
        throw tooLarge(most);
      }
      return n;
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
