/**
 * What a report says, before it is a page, a workbook or a file of commas: parts with tables and
 * charts, made by {@link io.daping.batch.report.content.Section}s from an {@link
 * io.daping.batch.report.content.Account}. Pure: nothing here reads a table or writes a file.
 */
package io.daping.batch.report.content;
