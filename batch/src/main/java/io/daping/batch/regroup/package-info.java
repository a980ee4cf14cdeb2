/**
 * Groups of errors of past days: what people merged holds for the night's cells, and the errors of
 * some days are grouped again by the rules of now. A <em>fingerprint</em> names an error, a
 * <em>group</em> is a fingerprint or several that were merged.
 */
package io.daping.batch.regroup;
