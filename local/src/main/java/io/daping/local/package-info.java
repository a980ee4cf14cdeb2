/**
 * The embedded default: the verbs that run all of Daping on one machine. {@code up} starts the
 * services of {@link io.daping.local.Services} in the background, each in a process of its own;
 * {@code down} stops them; {@code status} tells how they are; {@code demo} shows them at work.
 */
package io.daping.local;
