package io.daping.common.json;

/** All that a scanner reads of some bytes, in one line. */
final class ScannerTrace {
  private final JsonScanner json = new JsonScanner();
  private final StringBuilder line = new StringBuilder();

  String of(byte[] bytes) {
    line.setLength(0);
    try {
      json.start(bytes);
      value();
      json.finish();
      return line.toString();
    } catch (MalformedJsonException e) {
      return JacksonTrace.REFUSED;
    }
  }

  private void value() throws MalformedJsonException {
    switch (json.kind()) {
      case OBJECT -> {
        line.append("{");
        while (json.nextField()) {
          line.append(json.name().text()).append(':');
          value();
        }
        line.append("}");
      }
      case ARRAY -> {
        line.append("[");
        while (json.nextEntry()) {
          value();
        }
        line.append("]");
      }
      case TEXT -> line.append('"').append(json.text().text()).append('"');
      case INTEGER, DECIMAL -> number(json.number());
      default -> line.append(json.kind());
    }
    line.append(' ');
  }

  private void number(JsonNumber number) {
    line.append(json.kind()).append(' ').append(number.text()).append('=');
    line.append(number.doubleValue());
    if (number.isLong()) {
      line.append('=').append(number.longValue());
    }
  }
}
