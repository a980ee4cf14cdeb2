package io.daping.common.order;

import it.unimi.dsi.fastutil.objects.Object2IntMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.WritableUtils;

/**
 * Texts of one value, each written out where it comes first and later told by its number.
 *
 * <pre>
 * text: 0 (absent) | 1, length, UTF-8 (the next number) | 2 + number
 * </pre>
 */
final class TextsOnce {
  private static final int ABSENT = 0;
  private static final int NEW = 1;
  private static final int FIRST = 2;

  private TextsOnce() {}

  /** Remembers what was written. */
  static final class Writer {
    private final DataOutputStream out;
    private final Object2IntMap<String> numbers = new Object2IntOpenHashMap<>();

    Writer(DataOutputStream out) {
      this.out = out;
      numbers.defaultReturnValue(NEW);
    }

    void write(String text) throws IOException {
      int number = text == null ? ABSENT : numbers.getInt(text);
      if (number != NEW) {
        WritableUtils.writeVInt(out, number);
        return;
      }
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      WritableUtils.writeVInt(out, NEW);
      WritableUtils.writeVInt(out, utf8.length);
      out.write(utf8);
      numbers.put(text, FIRST + numbers.size());
    }
  }

  /** Remembers what was read. */
  static final class Reader {
    private final DataInputStream in;
    private final List<String> texts = new ArrayList<>();

    Reader(DataInputStream in) {
      this.in = in;
    }

    String read() throws IOException {
      int number = WritableUtils.readVInt(in);
      return switch (number) {
        case ABSENT -> null;
        case NEW -> readNew();
        default -> known(number - FIRST);
      };
    }

    private String readNew() throws IOException {
      int length = WritableUtils.readVInt(in);
      if (length < 0 || length > in.available()) {
        throw new EOFException("text of length " + length);
      }
      texts.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
      return texts.get(texts.size() - 1);
    }

    private String known(int index) {
      if (index < 0 || index >= texts.size()) {
        throw new IllegalArgumentException("text " + index + " of " + texts.size());
      }
      return texts.get(index);
    }
  }
}
