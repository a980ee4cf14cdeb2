/** Sends reports by mail. */
package io.daping.batch.report.mail;
