/**
 * Reads what reports are made from: the night's numbers of days from gold, those of any other
 * period from silver, who paid and came again, and what errors said. Each class reads all periods
 * of a call at once.
 */
package io.daping.batch.report.read;
