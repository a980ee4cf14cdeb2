package io.daping.common.hbase;

/**
 * The versions of the dimension tables that a micro-batch asks; written before anything else, so
 * that its repetition asks the same.
 *
 * @param item null when there was no table
 * @param user null when there was no table
 */
public record DimensionPins(long batch, Long item, Long user) {}
