package io.daping.streaming.metrics;

import io.daping.common.fact.Source;
import java.io.Serializable;

/**
 * What a task hands over to the driver: once a partition its {@link PartialCells} and a {@link
 * io.daping.streaming.query.PartitionSummary}, and of {@link SeenErrors} each group.
 */
record Partial(Kind kind, Source source, byte[] content) implements Serializable {
  enum Kind {
    CELLS,
    SUMMARY,
    ERROR_GROUP
  }
}
