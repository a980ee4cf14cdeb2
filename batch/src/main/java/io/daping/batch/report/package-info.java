/**
 * Reports for people: what a closed day or a promotion was like, as a page, a workbook, CSV and
 * mail. {@code read} gets the numbers from gold and silver, {@code content} says what a report
 * consists of, {@code write} makes files of it.
 */
package io.daping.batch.report;
