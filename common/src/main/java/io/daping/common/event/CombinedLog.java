package io.daping.common.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.net.InetAddresses;
import io.daping.common.json.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads a line of a web server's log, NCSA combined or common, into a record of topic {@code
 * access}: {@code %h %l %u %t "%r" %>s %b ["%{Referer}i" "%{User-agent}i"]}. Pure and strict: a
 * line that is not wholly in the format is no request, and the reason says where it left it. {@code
 * -} means absent; {@code %u} becomes {@code user_id}.
 */
public final class CombinedLog {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String ABSENT = "-";
  private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}");
  private static final Pattern STATUS = Pattern.compile("[0-9]{3}");
  private static final Pattern BYTES = Pattern.compile("[0-9]{1,18}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  private CombinedLog() {}

  /** What a line is. */
  public sealed interface Line {

    /**
     * One request.
     *
     * @param json the whole record, as the contract has it
     */
    record Request(String eventId, long eventTime, String ip, byte[] json) implements Line {}

    /** Not a line of this format, and why. */
    record Unreadable(String reason) implements Line {}
  }

  /**
   * @param line without its line feed; a carriage return at its end belongs to the line feed
   */
  public static Line read(byte[] line, LinePlace place) {
    if (!Utf8.isValid(line)) {
      return new Line.Unreadable("bytes are not UTF-8");
    }
    try {
      AccessEvent event = event(new LogCursor(line), place.eventId(line));
      return new Line.Request(event.eventId(), event.eventTime(), event.ip(), json(event));
    } catch (LogCursor.NotInFormat e) {
      return new Line.Unreadable(e.getMessage());
    }
  }

  private static AccessEvent event(LogCursor in, String eventId) throws LogCursor.NotInFormat {
    String ip = address(in.until(" ", "address"));
    in.until(" ", "identity");
    String user = in.until(" [", "user");
    long time = time(in.until("] \"", "time"));
    String[] request = request(in.quoted("request"));
    in.expect(" ");
    int status = status(in.word("status"));
    in.expect(" ");
    Long bytes = bytes(in.word("bytes"));
    boolean combined = !in.atEnd();
    String referrer = combined ? quotedField(in, "referrer") : ABSENT;
    String agent = combined ? quotedField(in, "user agent") : ABSENT;
    in.expectEnd();
    return new AccessEvent(
        eventId,
        time,
        ip,
        request[0],
        LogCursor.unescaped(request[1]),
        status,
        bytes,
        null,
        present(referrer),
        present(agent),
        null,
        present(LogCursor.unescaped(user)));
  }

  private static String quotedField(LogCursor in, String what) throws LogCursor.NotInFormat {
    in.expect(" \"");
    return LogCursor.unescaped(in.quoted(what));
  }

  private static String address(String text) throws LogCursor.NotInFormat {
    if (!InetAddresses.isInetAddress(text)) {
      throw new LogCursor.NotInFormat("address is neither IPv4 nor IPv6: " + text);
    }
    return text;
  }

  private static long time(String text) throws LogCursor.NotInFormat {
    try {
      return OffsetDateTime.parse(text, TIME).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) { // or too far away for milliseconds
      throw new LogCursor.NotInFormat("time is not like 17/May/2015:10:05:03 +0000: " + text);
    }
  }

  private static String[] request(String text) throws LogCursor.NotInFormat {
    String[] parts = text.split(" ", -1);
    boolean whole = parts.length == 2 || parts.length == 3 && !parts[2].isEmpty();
    if (!whole || !METHOD.matcher(parts[0]).matches() || parts[1].isEmpty()) {
      throw new LogCursor.NotInFormat("request is not \"METHOD PATH PROTOCOL\": " + text);
    }
    return parts;
  }

  private static int status(String text) throws LogCursor.NotInFormat {
    if (!STATUS.matcher(text).matches()) {
      throw new LogCursor.NotInFormat("status is not three digits: " + text);
    }
    return Integer.parseInt(text);
  }

  private static Long bytes(String text) throws LogCursor.NotInFormat {
    if (text.equals(ABSENT)) {
      return null;
    }
    if (!BYTES.matcher(text).matches()) {
      throw new LogCursor.NotInFormat("bytes are neither a number nor -: " + text);
    }
    return Long.valueOf(text);
  }

  private static String present(String text) {
    return text.isEmpty() || text.equals(ABSENT) || text.equals("\"\"") ? null : text;
  }

  private static byte[] json(AccessEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("event_id", event.eventId());
      out.writeNumberField("event_time", event.eventTime());
      out.writeStringField("ip", event.ip());
      out.writeStringField("method", event.method());
      out.writeStringField("path", event.path());
      out.writeNumberField("status", event.status());
      if (event.bytes() != null) {
        out.writeNumberField("bytes", event.bytes());
      }
      writeIfPresent(out, "referrer", event.referrer());
      writeIfPresent(out, "user_agent", event.userAgent());
      writeIfPresent(out, "user_id", event.userId());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void writeIfPresent(JsonGenerator out, String name, String value)
      throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }
}
