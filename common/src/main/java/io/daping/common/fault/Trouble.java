package io.daping.common.fault;

import java.time.Instant;

/**
 * Something that goes on trying, and does not get on.
 *
 * @param name of the query or part
 * @param pid of the process that tries
 * @param falls in a row
 * @param since the first of them
 * @param problem what the last one said
 */
public record Trouble(String name, long pid, int falls, Instant since, String problem) {}
