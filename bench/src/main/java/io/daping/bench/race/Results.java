package io.daping.bench.race;

import io.daping.bench.peers.Answers;
import io.daping.bench.peers.QuerySet;
import io.daping.bench.peers.QuerySet.Query;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.CellRange;
import io.daping.common.config.Settings;
import io.daping.common.fault.Failure;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The answers to the query set that stand in an engine's tables.
 *
 * @param cells metric, grain, window, dimension and value of it, to the number
 */
record Results(SortedMap<String, String> cells) {
  /** Any window of an event that intake takes. */
  private static final long FROM = Instant.parse("1970-01-02T00:00:00Z").toEpochMilli();

  private static final long TO = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

  /** Of the query set, as a stream engine wrote them. */
  static Results ofStream(HBase hbase, Settings settings) {
    SortedMap<String, String> cells = new TreeMap<>();
    Source source = new Source(hbase, settings, Family.REALTIME);
    read(source, QuerySet.queries(), FROM, TO, cells::put);
    return new Results(cells);
  }

  /**
   * Writes those of the whole catalogue for one business day, as the night published them: a line
   * an answer, its name and its number apart by a tab.
   */
  static void writeNight(HBase hbase, Settings settings, LocalDate day, Path file)
      throws IOException {
    long from = day.atStartOfDay(settings.zone()).toInstant().toEpochMilli();
    long to = day.plusDays(1).atStartOfDay(settings.zone()).toInstant().toEpochMilli();
    Source source = new Source(hbase, settings, Family.BATCH);
    try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file))) {
      read(
          source,
          QuerySet.wholeCatalogue(),
          from,
          to,
          (name, number) -> lines.println(name + "\t" + number));
      if (lines.checkError()) {
        throw new IOException("cannot write " + file);
      }
    }
  }

  private record Source(HBase hbase, Settings settings, Family family) {
    void scan(CellRange range, Consumer<Stored> reader) {
      new CellStore(hbase, new RowKeys(settings.hbase().saltBuckets())).scan(family, range, reader);
    }
  }

  private static void read(
      Source source, List<Query> queries, long from, long to, BiConsumer<String, String> answers) {
    for (Query query : queries) {
      CellRange range =
          new CellRange(query.metric().source(), query.dimension(), query.grain(), from, to);
      source.scan(range, stored -> give(query, stored.key(), stored.cell(), answers));
    }
  }

  /**
   * Whether both say the same.
   *
   * @throws Failure naming the first cell that differs
   */
  void requireEqual(String ours, Results other, String theirs) {
    TreeMap<String, String> all = new TreeMap<>(cells);
    all.putAll(other.cells);
    for (String cell : all.keySet()) {
      String here = cells.getOrDefault(cell, "absent");
      String there = other.cells.getOrDefault(cell, "absent");
      if (!here.equals(there)) {
        throw new Failure(
            "the engines disagree: %s is %s by %s and %s by %s"
                .formatted(cell, here, ours, there, theirs));
      }
    }
  }

  /** Hands on a query's answer that stands in a cell, if one does. */
  static void give(Query query, CellKey key, Cell cell, BiConsumer<String, String> answers) {
    cell.state(query.metric().id())
        .ifPresent(
            state ->
                answers.accept(
                    Answers.name(query, key.window(), key.value()), Answers.number(state)));
  }
}
