/**
 * Daping's tables in HBase: realtime and night cells, what the stream must remember between
 * micro-batches, and what the jobs say of themselves. Every cell is an absolute value at an
 * explicit timestamp, so a repeated micro-batch writes what it wrote before.
 */
package io.daping.common.hbase;
