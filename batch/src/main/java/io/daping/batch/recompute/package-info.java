/**
 * Silver to cells in pure steps: events are judged once more, order events counted by the order's
 * states, flattened to facts, spread over dimensions and added up by window.
 *
 * <p>Every number of one dimension value in one window makes one row, here as in HBase; gold has
 * one row a number.
 */
package io.daping.batch.recompute;
