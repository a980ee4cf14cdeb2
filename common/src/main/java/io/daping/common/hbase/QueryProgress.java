package io.daping.common.hbase;

import java.time.Instant;
import java.util.Map;

/**
 * How far a streaming query has come, as of its last finished micro-batch.
 *
 * @param offsets topic to partition to the offset after the last record taken
 * @param watermark the least, over the partitions, of the greatest event time accepted; null before
 *     any event
 * @param watermarkLead seconds by which the greatest event time is ahead of the record time of its
 *     event; a wrong producer clock shows here
 * @param asOf when the micro-batch was published
 */
public record QueryProgress(
    String name,
    long batch,
    Map<String, Map<Integer, Long>> offsets,
    Instant watermark,
    double watermarkLead,
    long lastBatchMs,
    Instant asOf) {}
