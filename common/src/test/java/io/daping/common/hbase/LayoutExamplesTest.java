package io.daping.common.hbase;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.daping.common.testing.Events;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The examples of docs/hbase-layout.md are what the code makes. */
final class LayoutExamplesTest {
  private static final Path DOC = Path.of("../docs/hbase-layout.md");
  private static final RowKeys KEYS = new RowKeys(4);
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  @Test
  void theDocumentsExamplesAreWhatTheCodecMakes() throws IOException {
    assertThat(Files.readString(DOC)).contains(examples());
  }

  /** Prints them, to be put into the document. */
  public static void main(String[] args) {
    examples().forEach(System.out::println);
  }

  private static List<String> examples() {
    return List.of(
        row(Source.ORDER, "total", "", Grain.MINUTE, "10:00"),
        row(Source.ORDER, "total", "", Grain.MINUTE, "10:01"),
        row(Source.ORDER, "shop", "s1", Grain.MINUTE, "10:00"),
        row(Source.ORDER, "item", "85123A", Grain.HOUR, "10:00"),
        row(Source.APPLOG, "error_group", "1-09f3c2b1a4d5e6f7", Grain.DAY, "00:00"),
        cell("5 views, 1 of them late", views()),
        cell("9,900 fen paid in 1 order", paid()));
  }

  private static String row(Source source, String by, String value, Grain grain, String time) {
    Dimension dimension =
        CATALOGUE.dimensions(source).stream()
            .filter(d -> d.name().equals(by))
            .findFirst()
            .orElseThrow();
    CellKey key = new CellKey(source, dimension, value, grain, Events.at(time));
    return "%-8s %-12s %-6s %s \"%s\": %s"
        .formatted(
            source.sourceName(), by, grain.grainName(), time, value, HEX.formatHex(KEYS.row(key)));
  }

  private static String cell(String what, Cell cell) {
    return "%s: %s".formatted(what, HEX.formatHex(CellCodec.encode(cell)));
  }

  private static Cell views() {
    return Cell.of(2, new TreeMap<>(Map.of(id("pv"), new Total(5))), 5, 1);
  }

  private static Cell paid() {
    Map<Integer, MetricState> states =
        Map.of(id("gmv_paid"), Money.of(Map.of("CNY", 9_900L)), id("orders_paid"), new Total(1));
    return Cell.of(2, new TreeMap<>(states), 1, 0);
  }

  private static int id(String metric) {
    return CATALOGUE.metric(metric).orElseThrow().id();
  }
}
