/**
 * Writes reports: a page, a workbook, and files of commas. The same report gives the same bytes,
 * and a file is there whole or not at all.
 */
package io.daping.batch.report.write;
