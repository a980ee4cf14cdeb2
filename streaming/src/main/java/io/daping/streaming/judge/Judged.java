package io.daping.streaming.judge;

/** A record and its fate. */
public record Judged(KafkaRecord record, Fate fate) {}
