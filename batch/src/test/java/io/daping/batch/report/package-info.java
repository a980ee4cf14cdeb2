/** Reports: what they say, and what a browser, a spreadsheet and a mail server make of them. */
package io.daping.batch.report;
