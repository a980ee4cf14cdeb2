/**
 * Kafka as its clients here see it: the topics that must exist, and a producer that loses nothing.
 */
package io.daping.local.sender;
