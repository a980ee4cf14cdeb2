package io.daping.common.event;

import com.google.common.net.InetAddresses;
import io.daping.common.json.MalformedJsonException;
import io.daping.common.json.WordList;

/** Reads one access record. */
final class AccessScan {
  private static final WordList NAMES =
      Envelope.and(
          "ip",
          "method",
          "path",
          "status",
          "bytes",
          "duration_ms",
          "referrer",
          "user_agent",
          "visitor_id",
          "user_id");

  private final Envelope envelope = new Envelope();
  private String ip;
  private String method;
  private String path;
  private Integer status;
  private Long bytes;
  private Long durationMs;
  private String referrer;
  private String userAgent;
  private String visitorId;
  private String userId;

  AccessEvent read(FieldReader in) throws MalformedJsonException {
    for (String name = in.nextField(NAMES); name != null; name = in.nextField(NAMES)) {
      if (!envelope.take(name, in)) {
        take(name, in);
      }
    }
    envelope.require(in);
    in.faults().require(ip, "ip");
    in.faults().require(method, "method");
    in.faults().require(path, "path");
    in.faults().require(status, "status");
    return in.faults().gravest().isPresent() ? null : event();
  }

  private void take(String name, FieldReader in) throws MalformedJsonException {
    switch (name) {
      case "ip" -> ip = address(in.id(name), in);
      case "method" -> method = in.id(name);
      case "path" -> path = in.freeString(name, Intake.MAX_BYTES);
      case "status" -> status = in.int32(name, Integer.MIN_VALUE);
      case "bytes" -> bytes = in.int64(name, 0);
      case "duration_ms" -> durationMs = in.int64(name, 0);
      case "referrer" -> referrer = in.freeWord(name, Intake.MAX_BYTES);
      case "user_agent" -> userAgent = in.freeWord(name, Intake.MAX_BYTES);
      case "visitor_id" -> visitorId = in.text(name);
      case "user_id" -> userId = in.text(name);
      default -> in.skip();
    }
  }

  private static String address(String text, FieldReader in) {
    boolean isAddress = text == null || isUsualIpv4(text) || InetAddresses.isInetAddress(text);
    return isAddress ? text : in.wrong("ip", "is neither IPv4 nor IPv6: " + text);
  }

  /** Tells at a glance what nearly all addresses are: four numbers up to 255, dots between. */
  private static boolean isUsualIpv4(String text) {
    int dots = 0;
    int number = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && number >= 0) {
        dots++;
        number = -1;
      } else if (c >= '0' && c <= '9' && number != 0) {
        number = Math.max(number, 0) * 10 + (c - '0');
      } else {
        return false;
      }
      if (number > 255) {
        return false;
      }
    }
    return dots == 3 && number >= 0;
  }

  private AccessEvent event() {
    return new AccessEvent(
        envelope.eventId(),
        envelope.eventTime(),
        ip,
        method,
        path,
        status,
        bytes,
        durationMs,
        referrer,
        userAgent,
        visitorId,
        userId);
  }
}
