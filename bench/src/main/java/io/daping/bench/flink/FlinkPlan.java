package io.daping.bench.flink;

import io.daping.bench.peers.EngineSettings;
import io.daping.common.config.Settings;
import java.io.Serializable;

/**
 * What travels to Flink's operators.
 *
 * @param flushMs how long a total may wait in the sink, and a tally in the combiner
 */
record FlinkPlan(EngineSettings arguments, long flushMs) implements Serializable {
  Settings settings() {
    return arguments.load();
  }
}
