package io.daping.common.hbase;

/**
 * What a query was about to do when it last began a micro-batch; written before anything else, so
 * that a repetition after a crash repeats the same timestamp.
 *
 * @param generation counts the checkpoints that the query has had in its life, from 1
 * @param checkpoint the id in the checkpoint's metadata file
 * @param batch the micro-batch's number within the generation
 * @param timestamp of every cell that it writes; grows strictly
 * @param offsets the end offsets of the micro-batch, as the checkpoint has them
 */
public record Intent(
    int generation, String checkpoint, long batch, long timestamp, String offsets) {}
