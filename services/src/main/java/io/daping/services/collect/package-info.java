/**
 * The verb {@code collect}: brings events into Kafka. It runs {@linkplain
 * io.daping.services.collect.CollectorPart parts} side by side, each switched on by its section of
 * the settings; all of them hand their records to one {@linkplain
 * io.daping.services.collect.Outlet outlet}, which says of each whether Kafka has it.
 */
package io.daping.services.collect;
