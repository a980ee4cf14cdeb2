package io.daping.local;

import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.local.process.Heap;
import io.daping.local.process.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The services that {@code up} knows, in waves: those of one wave start at the same time. */
final class Services {
  private static final Service KAFKA =
      new Service.Embedded("kafka", "kafka-broker", Heap.SMALL, Duration.ofMinutes(2));

  /** What is written gathers in memory, and a full one ends the process. */
  private static final Heap OF_HBASE = new Heap(1_024, 8);

  private static final Service HBASE =
      new Service.Embedded("hbase", "hbase-server", OF_HBASE, Duration.ofMinutes(5));
  private static final Service STREAM =
      new Service.Launched("stream", "stream", Duration.ofMinutes(5));
  private static final Service WALL =
      new Service.Web("wall", "serve", "/api/v1/health", Duration.ofMinutes(2));

  /** Only by name: it opens a door that a demo does not need. */
  private static final Service COLLECT =
      new Service.Launched("collect", "collect", Duration.ofMinutes(2));

  private static final List<List<Service>> WAVES =
      List.of(List.of(KAFKA, HBASE), List.of(STREAM, WALL, COLLECT));

  private Services() {}

  /** All, in the order in which they start. */
  static List<Service> all() {
    return WAVES.stream().flatMap(List::stream).toList();
  }

  /** All, the last started first. */
  static List<Service> lastFirst() {
    List<Service> reversed = new ArrayList<>(all());
    Collections.reverse(reversed);
    return reversed;
  }

  /** The waves, reduced to these services. */
  static List<List<Service>> waves(List<Service> chosen) {
    return WAVES.stream()
        .map(wave -> wave.stream().filter(chosen::contains).toList())
        .filter(wave -> !wave.isEmpty())
        .toList();
  }

  /** What starts unasked: those whose place the configuration does not give elsewhere. */
  static List<Service> ofThisMachine(Settings settings) {
    return all().stream()
        .filter(s -> s != COLLECT)
        .filter(s -> s != KAFKA || settings.kafka().bootstrapServers().isEmpty())
        .filter(s -> s != HBASE || settings.hbase().bootstrapServers().isEmpty())
        .toList();
  }

  /**
   * @param names separated by commas
   * @throws Failure naming the known ones
   */
  static List<Service> named(String names) {
    return Arrays.stream(names.split(",")).map(String::strip).map(Services::byName).toList();
  }

  private static Service byName(String name) {
    return all().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    "no service is called \"%s\"; there are %s"
                        .formatted(
                            name,
                            all().stream().map(Service::name).collect(Collectors.joining(", ")))));
  }
}
