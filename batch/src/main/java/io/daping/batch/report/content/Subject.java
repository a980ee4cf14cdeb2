package io.daping.batch.report.content;

import java.time.ZoneId;

/**
 * What a report is of.
 *
 * @param name of its files, without ending
 * @param subtitle which times it is about, in words
 * @param baseCurrency whose numbers come first
 */
public record Subject(
    String name, String title, String subtitle, ZoneId zone, String baseCurrency) {
  /** Lines of a list of the best. */
  public static final int TOP = 20;
}
