package io.daping.common.serve;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * How a rank has changed by event time, and why.
 *
 * @param ranks by how many it went up, below 0 down; null for what had no rank before
 * @param gained what was counted since, in the metric's unit
 * @param since the end of the events that the earlier ranking is of
 * @param over from then to the end of the events that the present one is of
 */
public record RankChange(Integer ranks, BigDecimal gained, Instant since, Duration over) {}
