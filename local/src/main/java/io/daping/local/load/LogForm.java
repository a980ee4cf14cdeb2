package io.daping.local.load;

import io.daping.common.event.CombinedLog;
import io.daping.common.event.LinePlace;

/** What the lines of a recorded file are, which its name tells. */
sealed interface LogForm {
  /** The record to send for a line; what is not in the form goes as it is, to be judged. */
  byte[] record(byte[] line, long number);

  /** The form of a file of this name, packed or not. */
  static LogForm of(String fileName) {
    return fileName.contains(".log") ? new Combined() : new Records();
  }

  /** Each line is a record already. */
  record Records() implements LogForm {
    @Override
    public byte[] record(byte[] line, long number) {
      return line;
    }
  }

  /** The log of a web server. Ids follow from the line's number: sent twice, they are the same. */
  record Combined() implements LogForm {
    private static final String SOURCE = "access.log";

    @Override
    public byte[] record(byte[] line, long number) {
      CombinedLog.Line read = CombinedLog.read(line, new LinePlace(SOURCE, number));
      return read instanceof CombinedLog.Line.Request request ? request.json() : line;
    }
  }
}
