package io.daping.common.serve;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.CellRange;
import io.daping.common.config.Settings;
import io.daping.common.fact.Source;
import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.hbase.ControlStore;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.QueryProgress;
import io.daping.common.serve.MetricAnswer.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Answers from the cells in HBase. */
public final class HBaseMetricReader implements MetricReader {
  private final Catalogue catalogue;
  private final Settings settings;
  private final CellReader cells;
  private final ControlStore control;

  public HBaseMetricReader(Catalogue catalogue, Settings settings, HBase hbase) {
    this.catalogue = catalogue;
    this.settings = settings;
    this.cells = new CellReader(hbase, settings);
    this.control = new ControlStore(hbase);
  }

  @Override
  public MetricAnswer answer(MetricQuery question) {
    Asked asked = Asked.of(question, catalogue, settings.baseCurrency());
    Instant watermark = watermark(asked.metric().source()).orElse(null);
    MetricQuery query = question.window() == null ? question : windows(question, watermark);
    CellRange range = range(asked, query, watermark);
    CellReading reading = reading(asked, query, watermark);
    Extent extent = new Extent();
    Consumer<Stored> taker =
        stored -> {
          extent.take(stored);
          reading.take(stored);
        };
    read(asked, range, query.layer(), taker);
    return new MetricAnswer(
        asked.figure().name(),
        asked.figure().unit().name().toLowerCase(Locale.ROOT),
        asked.figure().isMoney() ? asked.currency() : null,
        query.grain(),
        asked.dimension().name(),
        extent.newest(),
        watermark,
        (asked.dimension().isTotal() ? extent : totals(range, query.layer())).lateShare(),
        extent.definition().orElse(catalogue.version()),
        note(asked, query, watermark),
        rows(query, reading, watermark));
  }

  private CellReading reading(Asked asked, MetricQuery query, Instant watermark) {
    if (query.top().isPresent()) {
      Optional<RankChanges> changes =
          Optional.ofNullable(query.since()).map(length -> changes(asked, query, watermark));
      return new Ranking(asked, catalogue, query.top().getAsInt(), changes);
    }
    return query.window() == null
        ? new Listing(asked)
        : new Sliding(asked, query, finality(watermark));
  }

  private List<Row> rows(MetricQuery query, CellReading reading, Instant watermark) {
    if (query.window() == null || query.top().isEmpty()) {
      return reading.rows();
    }
    Standing standing =
        finality(watermark).test(query.to()) ? Standing.FINAL : Standing.PROVISIONAL;
    return reading.rows().stream().map(row -> row.ofWindow(query.from(), standing)).toList();
  }

  /** What the minutes since then added, up to the newest event. */
  private RankChanges changes(Asked asked, MetricQuery query, Instant watermark) {
    Instant end = newest(query, watermark);
    Instant since = end.minus(query.since());
    RankChanges changes = new RankChanges(asked, catalogue, since, query.since());
    Instant from = query.from().isAfter(since) ? query.from() : since;
    CellRange minutes =
        new CellRange(
            asked.metric().source(),
            asked.dimension(),
            Grain.MINUTE,
            from.toEpochMilli(),
            query.to().toEpochMilli());
    read(asked, minutes, query.layer(), changes::take);
    return changes;
  }

  private void read(Asked asked, CellRange range, Layer layer, Consumer<Stored> taker) {
    if (asked.value() == null || asked.dimension().isTotal()) {
      cells.read(range, layer, taker);
    } else {
      cells.read(range, asked.value(), layer, taker);
    }
  }

  /** Of sliding windows a ranking is that of the last one. */
  private MetricQuery windows(MetricQuery query, Instant watermark) {
    Sliding.check(query);
    if (query.top().isEmpty()) {
      return query;
    }
    Instant end = newest(query, watermark);
    return query.between(end.minus(query.window()), end);
  }

  /** The end of the newest minute that is asked for. */
  private Instant newest(MetricQuery query, Instant watermark) {
    Instant newest = watermark == null ? query.to() : endOfMinute(watermark);
    return newest.isBefore(query.to()) ? newest : query.to();
  }

  private Instant endOfMinute(Instant time) {
    return Grain.MINUTE.windowEnd(Grain.MINUTE.windowStart(time, settings.zone()), settings.zone());
  }

  /** By event time, as far as every partition is read; or because the night has sealed it. */
  private Predicate<Instant> finality(Instant watermark) {
    Set<LocalDate> sealed = control.seals().keySet();
    Duration grace = settings.stream().grace().of(Grain.MINUTE);
    return end ->
        watermark != null && !end.plus(grace).isAfter(watermark)
            || sealed.contains(Grain.businessDay(end.minusMillis(1), settings.zone()));
  }

  private String note(Asked asked, MetricQuery query, Instant watermark) {
    return asked.figure().isNightly()
        ? new NightNote(control.seals(), watermark, settings.zone()).of(asked, query)
        : null;
  }

  /** Without a beginning, minutes begin with the last day that has data: the rest is too many. */
  private CellRange range(Asked asked, MetricQuery query, Instant watermark) {
    Instant from = query.from();
    if (query.grain() == Grain.MINUTE && from.equals(Instant.EPOCH) && watermark != null) {
      from = Grain.DAY.windowStart(watermark, settings.zone());
    }
    return new CellRange(
        asked.metric().source(),
        asked.dimension(),
        query.grain(),
        from.toEpochMilli(),
        query.to().toEpochMilli());
  }

  private Extent totals(CellRange range, Layer layer) {
    Dimension total =
        catalogue.dimensions(range.source()).stream()
            .filter(Dimension::isTotal)
            .findFirst()
            .orElseThrow();
    Extent extent = new Extent();
    cells.read(
        new CellRange(range.source(), total, range.grain(), range.from(), range.to()),
        layer,
        extent::take);
    return extent;
  }

  /** Records of all topics are read up to where every topic is. */
  private Optional<Instant> watermark(Source source) {
    return control.queries().stream()
        .filter(p -> p.name().equals(QueryProgress.METRICS))
        .findFirst()
        .map(p -> source.topic().map(t -> p.watermark(t.topicName())).orElseGet(p::watermark));
  }
}
