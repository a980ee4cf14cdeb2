/**
 * A cell holds all metrics of a topic for one dimension value and window, as states that merge.
 * Stream and night publish cells; readers turn states into numbers.
 */
package io.daping.common.cell;
