package io.daping.common.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.datasketches.hll.HllSketch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written is what is read, and what was not written by us is no cell. */
final class CellCodecTest {
  private static final Cell MIXED =
      cell(
          Map.of(
              1, Money.of(Map.of("CNY", 9_900L, "USD", -1L, "GBP", 0L)),
              6, new Total(3),
              7, distinct(3)));

  static Stream<Cell> cells() {
    return Stream.of(
        cell(Map.of()),
        cell(Map.of(1, new Total(0))),
        cell(Map.of(1, new Total(Long.MAX_VALUE), 2, new Total(Long.MIN_VALUE))),
        cell(Map.of(200, new Total(-1), 70_000, new Total(1))),
        cell(Map.of(2, Money.of(Map.of()))),
        cell(Map.of(2, Money.of(Map.of("CNY", 5L)))),
        cell(Map.of(2, Money.of(Map.of("CNY", Long.MAX_VALUE, "USD", Long.MIN_VALUE, "GBP", 0L)))),
        cell(Map.of(7, distinct(0))),
        cell(Map.of(7, distinct(1))),
        cell(Map.of(7, distinct(500))),
        cell(Map.of(7, distinct(100_000), 21, distinct(20))),
        Cell.of(9, new TreeMap<>(Map.of(1, new Total(1))), Long.MAX_VALUE, 1_000_000),
        MIXED);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aCellIsReadAsItWasWritten(Cell cell) {
    Cell read = CellCodec.decode(CellCodec.encode(cell));
    assertThat(plain(read)).isEqualTo(plain(cell));
    assertThat(CellCodec.encode(read)).isEqualTo(CellCodec.encode(cell));
  }

  @Test
  void aCellOfOneTotalIsShort() {
    assertThat(CellCodec.encode(cell(Map.of(5, new Total(100))))).hasSizeLessThan(12);
  }

  @Test
  void aCellThatIsCutOffAnywhereIsNoCell() {
    byte[] whole = CellCodec.encode(MIXED);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> CellCodec.decode(cut))
          .as("%s of %s bytes", length, whole.length)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("cell is cut off");
    }
  }

  @Test
  void aCellWithBytesBehindItIsNoCell() {
    byte[] whole = CellCodec.encode(MIXED);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CellCodec.decode(Arrays.copyOf(whole, whole.length + 3)))
        .withMessage("cell has 3 bytes too many");
  }

  @Test
  void anotherFormatIsNamed() {
    byte[] bytes = CellCodec.encode(MIXED);
    bytes[0] = 2;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CellCodec.decode(bytes))
        .withMessage("cell has format 2, known is 1");
  }

  @Test
  void foreignBytesAreNoCellAndNothingElseHappens() {
    Random random = new Random(3);
    System.out.println("foreign bytes of seed 3");
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = 1;
      }
      try {
        Cell read = CellCodec.decode(bytes);
        assertThat(CellCodec.decode(CellCodec.encode(read)).events()).isEqualTo(read.events());
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("cell ");
      }
    }
  }

  private static Cell cell(Map<Integer, MetricState> states) {
    return Cell.of(1, new TreeMap<>(states), 12, 3);
  }

  private static Distinct distinct(int texts) {
    HllSketch sketch = Distinct.empty();
    for (int i = 0; i < texts; i++) {
      sketch.update("user" + i);
    }
    return Distinct.of(sketch);
  }

  /** Sketches by their bytes, so that cells compare. */
  private static List<Object> plain(Cell cell) {
    return List.of(
        cell.catalogueVersion(),
        cell.events(),
        cell.late(),
        cell.states().keySet(),
        cell.states().values().stream()
            .map(s -> s instanceof Distinct d ? List.of(d.estimate(), bytes(d)) : s)
            .toList());
  }

  private static String bytes(Distinct distinct) {
    return Arrays.toString(distinct.image());
  }
}
