package io.daping.common.json;

/** The bytes are no JSON; says what is wrong, at which byte. Bad input is usual: no stack trace. */
public final class MalformedJsonException extends Exception {
  private static final long serialVersionUID = 1;

  public MalformedJsonException(String message) {
    super(message, null, false, false);
  }

  /** Another byte, or the end, where something of JSON should stand. */
  static MalformedJsonException instead(byte[] json, int at, String wanted) {
    String found = at < json.length ? shown(json[at]) : "the end";
    return new MalformedJsonException(found + " at byte " + at + " where " + wanted + " belongs");
  }

  /** What may not be, wherever it stands. */
  static MalformedJsonException at(int at, String what) {
    return new MalformedJsonException(what + " at byte " + at);
  }

  private static String shown(byte b) {
    return b > ' ' && b < 0x7F ? "'" + (char) b + "'" : "0x%02x".formatted(b & 0xFF);
  }
}
