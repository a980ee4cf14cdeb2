package io.daping.bench.race;

/**
 * One pass of an engine over all events.
 *
 * @param wallMs from its start until all cells were in HBase
 * @param cpuMs of its process in that time
 */
record Repetition(double wallMs, double cpuMs) {}
