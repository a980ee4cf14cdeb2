/**
 * What takes the history of a person or an order: sessions, funnels, converted views and cohorts,
 * in pure steps from judged events to the facts of {@link io.daping.common.fact.NightFacts}. Each
 * day's facts depend on the events of that day and its neighbours alone, so that a day gives the
 * same in whatever range it is computed.
 */
package io.daping.batch.history;
