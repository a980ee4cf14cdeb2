package io.daping.services.answer;

import java.util.List;

/**
 * Lines of cells as aligned columns. Chinese, Japanese and Korean characters take two places of a
 * terminal; control and direction marks are shown as {@code ?}, because the text is not ours.
 */
public final class AlignedText {
  private AlignedText() {}

  /**
   * @param alignment a letter a column: {@code l} or {@code r}
   */
  public static String of(List<List<String>> lines, String alignment) {
    int[] widths = new int[alignment.length()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(printable(line.get(i))));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      text.append(aligned(line, widths, alignment).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String aligned(List<String> line, int[] widths, String alignment) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = printable(line.get(i));
      String gap = " ".repeat(widths[i] - width(cell));
      text.append(alignment.charAt(i) == 'r' ? gap + cell : cell + gap).append("  ");
    }
    return text.toString();
  }

  private static String printable(String cell) {
    return cell.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }

  private static int width(String cell) {
    return cell.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
  }

  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0x1F300 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
