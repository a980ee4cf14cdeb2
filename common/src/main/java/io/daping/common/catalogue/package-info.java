/**
 * A metric is data, defined once: {@code catalogue.conf} says which events count, what is added up,
 * by which dimensions and grains. The stream and the night compile the same entry.
 */
package io.daping.common.catalogue;
