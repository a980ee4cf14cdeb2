/**
 * The query in which profiles, browsing and orders meet: silver to enriched events and to
 * attributions, all Delta. It reads what intake wrote, and runs behind it.
 */
package io.daping.streaming.journey;
