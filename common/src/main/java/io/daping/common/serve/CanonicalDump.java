package io.daping.common.serve;

import io.daping.common.catalogue.Catalogue;
import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.catalogue.Metric;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.CellRange;
import io.daping.common.config.Settings;
import io.daping.common.fact.Source;
import io.daping.common.hbase.CellStore.Stored;
import io.daping.common.hbase.HBase;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Every published cell of a layer as a sorted text: the same cells give the same bytes. Columns,
 * separated by tabs: metric, grain, window start in the business zone, by, dimension, value. A
 * money metric's cell is per currency, so its currency is the last dimension: by {@code
 * item,currency} and dimension {@code 85123A,GBP}.
 */
public final class CanonicalDump {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

  private final Catalogue catalogue;
  private final CellReader cells;
  private final ZoneId zone;

  public CanonicalDump(Catalogue catalogue, Settings settings, HBase hbase) {
    this.catalogue = catalogue;
    this.cells = new CellReader(hbase, settings);
    this.zone = settings.zone();
  }

  /** Writes all lines, sorted byte by byte. */
  public void write(Layer layer, Appendable out) throws IOException {
    List<String> lines = new ArrayList<>();
    for (CellRange range : everything()) {
      cells.read(range, layer, stored -> addLines(stored, lines));
    }
    lines.sort(Ranked.BYTE_BY_BYTE);
    for (String line : lines) {
      out.append(line).append('\n');
    }
  }

  private List<CellRange> everything() {
    List<CellRange> ranges = new ArrayList<>();
    for (Source source : Source.values()) {
      for (Dimension dimension : catalogue.dimensions(source)) {
        for (Grain grain : dimension.grains()) {
          ranges.add(new CellRange(source, dimension, grain, Long.MIN_VALUE, Long.MAX_VALUE));
        }
      }
    }
    return ranges;
  }

  private void addLines(Stored stored, List<String> lines) {
    CellKey key = stored.key();
    String window = TIME.format(Instant.ofEpochMilli(key.window()).atZone(zone).toOffsetDateTime());
    for (Metric metric : catalogue.of(key.source())) {
      Reading.all(metric, stored.cell())
          .forEach(
              (currency, reading) ->
                  lines.add(
                      String.join(
                          "\t",
                          metric.name(),
                          key.grain().grainName(),
                          window,
                          by(key.dimension(), currency),
                          dimension(key.value(), currency),
                          BigDecimal.valueOf(reading.value(), metric.unit().decimals())
                              .toPlainString())));
    }
  }

  private static String by(Dimension dimension, String currency) {
    if (currency.equals(Reading.NO_CURRENCY)) {
      return dimension.name();
    }
    return dimension.isTotal() ? "currency" : dimension.name() + ",currency";
  }

  private static String dimension(String value, String currency) {
    if (currency.equals(Reading.NO_CURRENCY) || value.isEmpty()) {
      return escaped(value) + currency;
    }
    return escaped(value) + "," + currency;
  }

  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
