package io.daping.batch.publish;

import io.daping.batch.recompute.CellRows;
import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.Cell;
import io.daping.common.cell.CellCodec;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.MetricState;
import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import io.daping.common.fact.Source;
import io.daping.common.hbase.CellStore;
import io.daping.common.hbase.CellStore.Family;
import io.daping.common.hbase.CellStore.Write;
import io.daping.common.hbase.HBase;
import io.daping.common.hbase.RowKeys;
import io.daping.common.hbase.SharedHBase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Row;

/**
 * Writes the cells of {@link CellRows}; done once HBase has acknowledged all.
 *
 * @param dimensions by id
 * @param timestamp of every cell; of the night's nobody sees one until a seal names it
 */
public record CellWriter(
    Family family,
    HBase.Target target,
    RowKeys keys,
    Map<Integer, Dimension> dimensions,
    int catalogueVersion,
    long timestamp)
    implements ForeachPartitionFunction<Row> {
  /** What the store sends at once; other tasks keep it busy meanwhile. */
  private static final int MOST_WAITING = 2_000;

  /** A catalogue's dimensions by id. */
  public static Map<Integer, Dimension> dimensions(Catalogue catalogue) {
    return catalogue.metrics().stream()
        .flatMap(m -> m.by().stream())
        .distinct()
        .collect(Collectors.toMap(Dimension::id, d -> d));
  }

  @Override
  public void call(Iterator<Row> rows) {
    CellStore store = new CellStore(SharedHBase.of(target), keys);
    Map<Grain, List<Write>> waiting = new EnumMap<>(Grain.class);
    while (rows.hasNext()) {
      Row row = rows.next();
      CellKey key = key(row);
      List<Write> writes = waiting.computeIfAbsent(key.grain(), g -> new ArrayList<>());
      writes.add(new Write(store.row(key), CellCodec.encode(cell(row))));
      if (writes.size() == MOST_WAITING) {
        store.write(family, timestamp, key.grain(), writes);
        writes.clear();
      }
    }
    waiting.forEach((grain, writes) -> store.write(family, timestamp, grain, writes));
  }

  private CellKey key(Row row) {
    return new CellKey(
        Source.values()[row.<Integer>getAs("topic")],
        dimensions.get(row.<Integer>getAs("by")),
        row.getAs("dimension"),
        Grain.values()[row.<Integer>getAs("grain")],
        row.<Long>getAs("window"));
  }

  private Cell cell(Row row) {
    Map<Integer, Map<String, Long>> money = new HashMap<>();
    SortedMap<Integer, MetricState> states = new TreeMap<>();
    for (Row value : row.<Row>getList(row.fieldIndex("values"))) {
      int metric = value.getInt(0);
      if (!value.isNullAt(3)) {
        states.put(metric, CellCodec.decodeState(value.getAs(3)));
      } else if (value.isNullAt(1)) {
        states.put(metric, new Total(value.getLong(2)));
      } else {
        money
            .computeIfAbsent(metric, m -> new TreeMap<>())
            .put(value.getString(1), value.getLong(2));
      }
    }
    money.forEach((metric, amounts) -> states.put(metric, Money.of(amounts)));
    return Cell.of(catalogueVersion, states, row.getAs("events"), row.getAs("late"));
  }
}
