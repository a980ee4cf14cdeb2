/**
 * Events over HTTP. A request passes the {@linkplain io.daping.services.collect.http.Gate gate}
 * (may this sender write to this topic?), takes its {@linkplain
 * io.daping.services.collect.http.InFlight share} of what may wait at once, is cut into records,
 * {@linkplain io.daping.services.collect.http.Judging judged} by the contract, and answered when
 * Kafka has spoken of every record. {@code collector.yaml} is the contract.
 *
 * <p>Words: a <em>writer</em> is who holds a token; a <em>bearer</em> writer is a server and keeps
 * its secret, a <em>site</em> writer is a page and cannot.
 */
package io.daping.services.collect.http;
