/**
 * The night: closed days are recomputed from Delta, compared with what the stream published,
 * written to gold and to HBase, and sealed. {@code recompute} holds the pure transforms, {@code
 * reconcile} the comparison, {@code publish} the cells, {@code regroup} groups of errors; {@link
 * io.daping.batch.Night} is the sentence that they make.
 */
package io.daping.batch;
