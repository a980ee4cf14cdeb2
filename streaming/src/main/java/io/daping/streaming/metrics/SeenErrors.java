package io.daping.streaming.metrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daping.common.error.ErrorGroup;
import io.daping.common.error.Fingerprints;
import io.daping.common.error.Sample;
import io.daping.common.event.AppLogEvent;
import io.daping.common.fact.Source;
import io.daping.streaming.metrics.Partial.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The groups of errors that a micro-batch saw: each task adds up its own, the driver puts them
 * together. On their way they are {@link Partial.Kind#ERROR_GROUP}.
 */
final class SeenErrors {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Map<String, ErrorGroup> groups = new HashMap<>();

  /** Counts a record, if it is an error. */
  void take(AppLogEvent event) {
    if (event.fingerprint() != null) {
      add(ErrorGroup.of(event.fingerprint(), sample(event)));
    }
  }

  /** Adds what a task saw. */
  void take(Partial partial) {
    try {
      add(JSON.readValue(partial.content(), ErrorGroup.class));
    } catch (IOException e) {
      throw new UncheckedIOException("a task handed over no group of errors", e);
    }
  }

  /** What a task hands over. */
  List<Partial> partials(Fingerprints fingerprints) {
    return groups.values().stream().map(group -> partial(group.titled(fingerprints))).toList();
  }

  Collection<ErrorGroup> groups() {
    return groups.values();
  }

  private void add(ErrorGroup group) {
    groups.merge(group.fingerprint(), group, ErrorGroup::merge);
  }

  private static Partial partial(ErrorGroup group) {
    try {
      return new Partial(Kind.ERROR_GROUP, Source.APPLOG, 0, JSON.writeValueAsBytes(group));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  private static Sample sample(AppLogEvent event) {
    return new Sample(
        event.eventId(),
        event.eventTime(),
        event.level().name(),
        event.host(),
        event.thread(),
        event.release(),
        event.traceId(),
        event.errorText());
  }
}
