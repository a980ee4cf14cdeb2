package io.daping.streaming.metrics;

import io.daping.common.fact.Source;
import java.io.Serializable;

/**
 * What a task hands over to the driver: once a partition its {@link PartialCells} and a {@link
 * io.daping.streaming.query.PartitionSummary}, and of {@link SeenErrors} each group.
 *
 * @param part of cells the dimension's id, for what is of different dimensions never meets; else 0
 */
record Partial(Kind kind, Source source, int part, byte[] content) implements Serializable {
  enum Kind {
    CELLS,
    SUMMARY,
    ERROR_GROUP
  }
}
