package io.daping.batch.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A number in which stream and night differ.
 *
 * @param windowStart ISO, with the business zone's offset
 * @param currency null but for money
 * @param stream 0 when the stream has none
 * @param batch 0 when the night has none
 */
@JsonPropertyOrder({
  "metric",
  "grain",
  "window_start",
  "by",
  "dimension",
  "currency",
  "stream",
  "batch"
})
public record Difference(
    String metric,
    String grain,
    @JsonProperty("window_start") String windowStart,
    String by,
    String dimension,
    String currency,
    long stream,
    long batch) {}
