package io.daping.bench.peers;

/** A cell's name with a tally of it, whole or of a part of the events. */
public record Partial(CellName cell, Tally tally) {}
