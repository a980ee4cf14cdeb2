package io.daping.common.cell;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.event.Topic;
import java.io.Serializable;

/**
 * All cells of a topic's dimension whose window begins in {@code [from, to)}, epoch milliseconds.
 */
public record CellRange(Topic source, Dimension dimension, Grain grain, long from, long to)
    implements Serializable {}
