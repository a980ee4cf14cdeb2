/**
 * The fate of every record, decided where it is read: accepted, duplicate, or quarantined with a
 * reason. The tables' query and the metrics' query use the same judge, each with its own memory.
 */
package io.daping.streaming.judge;
