/**
 * The night's numbers beside the stream's, number by number: what differs must have a cause, and a
 * cause must have evidence.
 */
package io.daping.batch.reconcile;
