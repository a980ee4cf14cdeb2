package io.daping.services;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Grain;
import io.daping.common.serve.BadQuery;
import io.daping.common.serve.Layer;
import io.daping.common.serve.MetricAnswer;
import io.daping.common.serve.MetricQuery;
import io.daping.common.serve.MetricReader;
import io.daping.services.cells.CellDump;
import io.daping.services.cells.MetricEntry;
import io.daping.services.cells.PublishedCells;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * Cells that a test gives, kept in memory. Can be switched to fail as an unreachable store does.
 */
final class MemoryCells implements PublishedCells, MetricReader {
  /** One published cell. */
  record Cell(
      String metric,
      String by,
      Grain grain,
      Instant start,
      String dimension,
      long value,
      double error) {

    boolean sameKey(Cell other) {
      return new Cell(metric, by, grain, start, dimension, other.value, other.error).equals(other);
    }
  }

  static final List<MetricEntry> CATALOGUE =
      Catalogue.load().metrics().stream().map(MetricEntry::of).toList();

  private final List<Cell> cells = new CopyOnWriteArrayList<>();
  final Set<String> readingThreads = ConcurrentHashMap.newKeySet();
  volatile Instant asOf;
  volatile Instant watermark;
  volatile boolean outage;

  void put(String metric, Grain grain, Instant start, long value) {
    put(new Cell(metric, "total", grain, start, "", value, 0));
  }

  void put(Cell cell) {
    cells.removeIf(cell::sameKey);
    cells.add(cell);
  }

  @Override
  public MetricAnswer answer(MetricQuery query) {
    readingThreads.add(Thread.currentThread().getName());
    if (outage) {
      throw new UncheckedIOException(new ConnectException("the store is away"));
    }
    MetricEntry metric = known(query.metric());
    List<Cell> found = cells.stream().filter(c -> matches(c, query)).sorted(order(query)).toList();
    String currency = metric.unit().equals("money") ? "CNY" : null;
    return new MetricAnswer(
        query.metric(),
        metric.unit(),
        currency,
        query.grain(),
        query.by(),
        asOf,
        watermark,
        0,
        1,
        rows(found, query.top()));
  }

  @Override
  public List<MetricEntry> catalogue() {
    return CATALOGUE;
  }

  @Override
  public MetricReader reader() {
    return this;
  }

  @Override
  public CellDump dump() {
    return (Layer layer, Appendable out) -> out.append("gmv_paid\tday\t…\ttotal\t\t1\n");
  }

  @Override
  public void close() {}

  private static MetricEntry known(String name) {
    return CATALOGUE.stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new BadQuery("unknown metric " + name));
  }

  private static boolean matches(Cell c, MetricQuery q) {
    String value = q.where().get(q.by());
    return c.metric.equals(q.metric())
        && c.by.equals(q.by())
        && c.grain == q.grain()
        && !c.start.isBefore(q.from())
        && c.start.isBefore(q.to())
        && (value == null || c.dimension.equals(value));
  }

  private static Comparator<Cell> order(MetricQuery q) {
    return q.top().isPresent()
        ? Comparator.comparingLong(Cell::value).reversed()
        : Comparator.comparing(Cell::start).thenComparing(Cell::dimension);
  }

  private static List<MetricAnswer.Row> rows(List<Cell> found, OptionalInt top) {
    return IntStream.range(0, Math.min(found.size(), top.orElse(found.size())))
        .mapToObj(i -> row(found.get(i), top.isPresent() ? OptionalInt.of(i + 1) : top))
        .toList();
  }

  private static MetricAnswer.Row row(Cell c, OptionalInt rank) {
    return new MetricAnswer.Row(c.start, c.dimension, BigDecimal.valueOf(c.value), c.error, rank);
  }
}
