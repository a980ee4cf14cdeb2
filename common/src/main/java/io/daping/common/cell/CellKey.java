package io.daping.common.cell;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.fact.Source;

/**
 * Names one cell: all metrics of a source for one value of one dimension in one window.
 *
 * @param value the dimension's value; empty for {@code total}
 * @param window the window's start, epoch milliseconds
 */
public record CellKey(Source source, Dimension dimension, String value, Grain grain, long window) {}
