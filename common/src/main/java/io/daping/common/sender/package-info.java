/**
 * How records of ours get into Kafka: each acknowledged by all replicas or reported, each marked
 * with its {@link io.daping.common.sender.Source source} and the minute of sending, and counted.
 *
 * <p>Once a minute is over, its counts go to the topic {@code sent}, so that a report can prove
 * that what was sent has landed. Topics are made elsewhere; a sender needs them to exist.
 */
package io.daping.common.sender;
