package io.daping.common.text;

/** Text on its way into a spreadsheet. */
public final class Spreadsheets {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private Spreadsheets() {}

  /**
   * The same text; with an apostrophe before it where a spreadsheet would take it for a formula.
   */
  public static String inert(String text) {
    boolean formula =
        text != null && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    return formula ? "'" + text : text;
  }
}
