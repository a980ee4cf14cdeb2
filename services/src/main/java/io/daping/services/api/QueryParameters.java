package io.daping.services.api;

import io.daping.common.catalogue.Grain;
import io.daping.common.serve.BadQuery;
import io.daping.common.serve.MetricQuery;
import io.daping.services.answer.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The parameters of an address as a question. A misspelt or repeated one is refused, not ignored.
 */
final class QueryParameters {
  private static final List<String> NAMES =
      List.of("by", "grain", "from", "to", "where", "top", "layer", "window", "since");
  private static final Duration LONGEST_OF_MINUTES = Duration.ofDays(31);

  private QueryParameters() {}

  static MetricQuery query(String metric, Map<String, List<String>> given, ZoneId zone) {
    checkNames(given);
    Question question =
        new Question(
            metric,
            one(given, "by"),
            one(given, "grain"),
            one(given, "from"),
            one(given, "to"),
            given.getOrDefault("where", List.of()),
            one(given, "top"),
            one(given, "layer"),
            one(given, "window"),
            one(given, "since"));
    return bounded(question.asked(zone));
  }

  private static void checkNames(Map<String, List<String>> given) {
    for (String name : new TreeSet<>(given.keySet())) {
      if (!NAMES.contains(name)) {
        throw new BadQuery("unknown parameter \"" + name + "\"; there are " + NAMES);
      }
    }
  }

  private static String one(Map<String, List<String>> given, String name) {
    List<String> values = given.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new BadQuery(name + " is given " + values.size() + " times");
    }
    return values.isEmpty() ? null : values.get(0);
  }

  /** Without a beginning the reader takes one day; without an end minutes reach up to now. */
  private static MetricQuery bounded(MetricQuery query) {
    boolean isBegun = !query.from().equals(Question.BEGINNING);
    Instant end = query.to().isBefore(Question.END) ? query.to() : Instant.now();
    Duration range = Duration.between(query.from(), end);
    if (query.grain() == Grain.MINUTE && isBegun && range.compareTo(LONGEST_OF_MINUTES) > 0) {
      throw new BadQuery(
          "at most 31 days of minutes at once, were "
              + range.toDays()
              + " days; name a nearer to, or ask for grain=hour");
    }
    return query;
  }
}
