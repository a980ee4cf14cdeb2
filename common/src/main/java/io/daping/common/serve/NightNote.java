package io.daping.common.serve;

import io.daping.common.catalogue.Grain;
import io.daping.common.hbase.Seal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a reader must be told of a number that the night alone makes: which of the days asked for
 * have none yet, since they are not sealed.
 *
 * @param watermark event time up to which there are events; null before any
 */
record NightNote(Map<LocalDate, Seal> seals, Instant watermark, ZoneId zone) {

  /** The note to a nightly figure; null when the answer is whole. */
  String of(Asked asked, MetricQuery query) {
    String name = asked.figure().name();
    if (query.layer() == Layer.STREAM) {
      return name + " is computed at night: the stream has none";
    }
    if (seals.isEmpty()) {
      return name + " is computed at night, for sealed days: no day is sealed yet";
    }
    List<LocalDate> open = open(query);
    return open.isEmpty()
        ? null
        : "%s is computed at night, for sealed days: %s not sealed yet"
            .formatted(name, named(open));
  }

  private List<LocalDate> open(MetricQuery query) {
    LocalDate asked = day(query.from());
    LocalDate first = latest(Stream.of(asked, earliestSeal()));
    LocalDate known =
        latest(
            Stream.concat(
                Stream.of(asked, watermark == null ? asked : day(watermark)),
                seals.keySet().stream()));
    LocalDate lastAsked = day(query.to().minusMillis(1));
    LocalDate last = lastAsked.isBefore(known) ? lastAsked : known;
    return last.isBefore(first)
        ? List.of()
        : first.datesUntil(last.plusDays(1)).filter(day -> !seals.containsKey(day)).toList();
  }

  private LocalDate earliestSeal() {
    return seals.keySet().stream().min(Comparator.naturalOrder()).orElseThrow();
  }

  private static LocalDate latest(Stream<LocalDate> days) {
    return days.max(Comparator.naturalOrder()).orElseThrow();
  }

  private LocalDate day(Instant time) {
    return Grain.businessDay(time, zone);
  }

  private static String named(List<LocalDate> open) {
    return open.size() == 1
        ? open.get(0) + " is"
        : "%d days from %s to %s are"
            .formatted(open.size(), open.get(0), open.get(open.size() - 1));
  }
}
