/**
 * The measurement: an engine a process, told line by line what to do, so that repetitions
 * interleave while one engine works at a time; results compared cell by cell; medians and ratios as
 * text, JSON and a chart.
 */
package io.daping.bench.race;
