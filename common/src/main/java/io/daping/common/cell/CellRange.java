package io.daping.common.cell;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.fact.Source;
import java.io.Serializable;

/**
 * All cells of a source's dimension whose window begins in {@code [from, to)}, epoch milliseconds.
 */
public record CellRange(Source source, Dimension dimension, Grain grain, long from, long to)
    implements Serializable {}
