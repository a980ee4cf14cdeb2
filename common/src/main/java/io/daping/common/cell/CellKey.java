package io.daping.common.cell;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.event.Topic;

/**
 * Names one cell: all metrics of a topic for one value of one dimension in one window.
 *
 * @param value the dimension's value; empty for {@code total}
 * @param window the window's start, epoch milliseconds
 */
public record CellKey(Topic source, Dimension dimension, String value, Grain grain, long window) {}
