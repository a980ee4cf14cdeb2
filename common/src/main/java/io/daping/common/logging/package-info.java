/**
 * Sends the log of an application as events of topic {@code applog}, to Kafka or to the collector:
 * see {@code log4j2-daping.xml}. The application never waits; what cannot be sent is counted.
 */
package io.daping.common.logging;
