package io.daping.common.json;

/** Decodes strings with escapes, that were checked before, into one array that is used again. */
final class Unescaper {
  /** Longer ones are rare, and their array is not kept. */
  private static final int KEPT = 1 << 14;

  private final char[] kept = new char[KEPT];

  /** The text of bytes that stand between two quotes. */
  String text(byte[] json, int start, int end) {
    char[] chars = end - start <= KEPT ? kept : new char[end - start];
    int length = 0;
    int at = start;
    while (at < end) {
      byte b = json[at];
      if (b >= 0 && b != '\\') {
        chars[length++] = (char) b;
        at++;
      } else if (b == '\\') {
        chars[length++] = escape(json, at + 1);
        at += json[at + 1] == 'u' ? 6 : 2;
      } else {
        int code = codePoint(json, at);
        length += Character.toChars(code, chars, length);
        at += code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      }
    }
    return new String(chars, 0, length);
  }

  /** The value of a hexadecimal digit, or -1. */
  static int hex(byte b) {
    return b >= 0 ? Character.digit(b, 16) : -1;
  }

  private static char escape(byte[] json, int at) {
    return switch (json[at]) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' ->
          (char)
              (hex(json[at + 1]) << 12
                  | hex(json[at + 2]) << 8
                  | hex(json[at + 3]) << 4
                  | hex(json[at + 4]));
      default -> (char) json[at];
    };
  }

  private static int codePoint(byte[] json, int at) {
    int first = json[at] & 0xFF;
    if (first < 0xE0) {
      return (first & 0x1F) << 6 | json[at + 1] & 0x3F;
    }
    if (first < 0xF0) {
      return (first & 0x0F) << 12 | (json[at + 1] & 0x3F) << 6 | json[at + 2] & 0x3F;
    }
    return (first & 0x07) << 18
        | (json[at + 1] & 0x3F) << 12
        | (json[at + 2] & 0x3F) << 6
        | json[at + 3] & 0x3F;
  }
}
