package io.daping.batch.reconcile;

import io.daping.batch.recompute.TopicCells;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.cell.CellCodec;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.CellRange;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.Values;
import io.daping.common.fact.Source;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowKeys;
import io.daping.common.hbase.SharedHBase;
import io.daping.common.serve.Reading;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Reads the ranges whose numbers it is given, as rows of {@link StoredCells}.
 *
 * @param sealed by day, the timestamp of the night's cells that are meant; null for the stream's
 */
record CellScan(
    HBase.Target target,
    RowKeys keys,
    List<TopicCells> topics,
    List<CellRange> ranges,
    ZoneId zone,
    Map<LocalDate, Long> sealed)
    implements MapPartitionsFunction<Long, Row> {

  @Override
  public Iterator<Row> call(Iterator<Long> numbers) {
    CellStore store = new CellStore(SharedHBase.of(target), keys);
    List<Row> rows = new ArrayList<>();
    while (numbers.hasNext()) {
      CellRange range = ranges.get(numbers.next().intValue());
      store.scan(
          sealed == null ? Family.REALTIME : Family.BATCH,
          range,
          stored -> {
            if (isMeant(stored)) {
              rows.add(row(stored));
            }
          });
    }
    return rows.iterator();
  }

  private boolean isMeant(Stored stored) {
    return sealed == null
        || Objects.equals(sealed.get(day(stored.key().window())), stored.timestamp());
  }

  private LocalDate day(long window) {
    return Grain.businessDay(Instant.ofEpochMilli(window), zone);
  }

  private Row row(Stored stored) {
    CellKey key = stored.key();
    return RowFactory.create(
        key.source().ordinal(),
        key.dimension().id(),
        key.value(),
        key.grain().ordinal(),
        key.window(),
        Date.valueOf(day(key.window())),
        values(stored).toArray(Row[]::new),
        stored.cell().events(),
        stored.cell().late(),
        stored.cell().catalogueVersion(),
        stored.timestamp());
  }

  private List<Row> values(Stored stored) {
    List<Row> values = new ArrayList<>();
    for (Metric metric : metrics(stored.key().source())) {
      if (metric.isKept(stored.key().dimension(), stored.key().grain())) {
        stored.cell().state(metric.id()).ifPresent(state -> add(metric, state, values));
      }
    }
    return values;
  }

  private List<Metric> metrics(Source source) {
    return topics.stream()
        .filter(cells -> cells.source() == source)
        .findFirst()
        .map(TopicCells::metrics)
        .orElse(List.of());
  }

  private static void add(Metric metric, MetricState state, List<Row> values) {
    byte[] remembered = state instanceof Values ? CellCodec.encode(state) : null;
    Reading.all(metric, state)
        .forEach(
            (currency, reading) -> {
              if (reading.value() != 0 || remembered != null) {
                values.add(row(metric, currency, reading.value(), remembered));
              }
            });
  }

  private static Row row(Metric metric, String currency, long value, byte[] state) {
    String code = currency.equals(Reading.NO_CURRENCY) ? null : currency;
    return RowFactory.create(metric.id(), code, value, state);
  }
}
