package io.daping.common.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.catalogue.Dimension;
import io.daping.common.catalogue.Grain;
import io.daping.common.cell.CellKey;
import io.daping.common.cell.CellRange;
import io.daping.common.fact.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows sort so that a window is one short scan in each salt. */
final class RowKeysTest {
  private static final Dimension ITEM =
      new Dimension(1, "item", "item_id", List.of(Grain.values()));
  private static final Dimension LAST = new Dimension(255, "last", "brand", List.of(Grain.DAY));
  private static final long[] WINDOWS = {
    Long.MIN_VALUE, -86_400_000, -1, 0, 1, 60_000, 1_794_362_400_000L, Long.MAX_VALUE
  };
  private static final List<String> VALUES = List.of("", "a", "ab", "b", "é", "订单", "😀", "\u0000");

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 255})
  void aRowNamesItsCell(int salts) {
    RowKeys keys = new RowKeys(salts);
    for (Dimension dimension : List.of(ITEM, LAST)) {
      for (long window : WINDOWS) {
        for (String value : VALUES) {
          CellKey key = new CellKey(Source.BROWSE, dimension, value, Grain.DAY, window);
          CellRange range = new CellRange(Source.BROWSE, dimension, Grain.DAY, 0, 1);
          assertThat(keys.parse(keys.row(key), range)).isEqualTo(key);
        }
      }
    }
  }

  @Test
  void rowsSortByWindowThenByTheBytesOfTheValueWithinASalt() {
    RowKeys keys = new RowKeys(1);
    List<CellKey> cells = new ArrayList<>();
    for (long window : WINDOWS) {
      VALUES.forEach(v -> cells.add(key(v, window)));
    }
    List<CellKey> byRow = new ArrayList<>(cells);
    byRow.sort((a, b) -> Arrays.compareUnsigned(keys.row(a), keys.row(b)));
    cells.sort(
        Comparator.comparingLong(CellKey::window)
            .thenComparing(
                k -> k.value().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
    assertThat(byRow).isEqualTo(cells);
  }

  @Test
  void allWindowsOfAValueShareASaltAndValuesSpread() {
    RowKeys keys = new RowKeys(16);
    Random random = new Random(1);
    int[] values = new int[16];
    for (int i = 0; i < 2_000; i++) {
      String value = "item" + i;
      int salt = keys.saltOf(value);
      values[salt]++;
      assertThat(Byte.toUnsignedInt(keys.row(key(value, random.nextLong()))[0])).isEqualTo(salt);
    }
    assertThat(Arrays.stream(values).min().orElseThrow()).isGreaterThan(60);
  }

  @Test
  void aScanOfAWindowTakesAllOfItAndNothingBeside() {
    RowKeys keys = new RowKeys(1);
    byte[] start = keys.start(0, Source.ORDER, ITEM, 60_000);
    byte[] stop = keys.start(0, Source.ORDER, ITEM, 120_000);
    for (String value : VALUES) {
      assertThat(within(start, keys.row(key(value, 60_000)), stop)).isTrue();
      assertThat(within(start, keys.row(key(value, 59_999)), stop)).isFalse();
      assertThat(within(start, keys.row(key(value, 120_000)), stop)).isFalse();
      CellKey other = new CellKey(Source.BROWSE, ITEM, value, Grain.DAY, 60_000);
      assertThat(within(start, keys.row(other), stop)).isFalse();
      CellKey otherDimension = new CellKey(Source.ORDER, LAST, value, Grain.DAY, 60_000);
      assertThat(within(start, keys.row(otherDimension), stop)).isFalse();
    }
  }

  private static boolean within(byte[] start, byte[] row, byte[] stop) {
    return Arrays.compareUnsigned(start, row) <= 0 && Arrays.compareUnsigned(row, stop) < 0;
  }

  private static CellKey key(String value, long window) {
    return new CellKey(Source.ORDER, ITEM, value, Grain.DAY, window);
  }
}
