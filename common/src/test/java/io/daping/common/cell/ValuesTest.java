package io.daping.common.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantiles are exact for few numbers, within their bound for many, and never depend on order. */
final class ValuesTest {
  private static final long SEED = 5;

  @ParameterizedTest
  @CsvSource({"0.5, 30", "0.75, 40", "0.2, 10", "0.21, 20", "1, 50", "0.0001, 10"})
  void aQuantileIsTheNearestRank(double share, long expected) {
    assertThat(Values.of(50, 10, 40, 20, 30).quantile(share)).isEqualTo(expected);
  }

  @Test
  void ofOneNumberEveryQuantileIsIt() {
    assertThat(Values.of(7).quantile(0.01)).isEqualTo(7);
    assertThat(Values.of(7).quantile(1)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 5_000, 100_000})
  void quantilesAreWithinTheirBoundAndSumAndCountAreExact(int n) {
    long[] numbers = numbers(n);
    Values values = Values.of(numbers);
    long[] sorted = numbers.clone();
    Arrays.sort(sorted);
    assertThat(values.count()).isEqualTo(n);
    assertThat(values.sum()).isEqualTo(LongStream.of(numbers).sum());
    assertThat(values.isExact()).isEqualTo(n <= Values.EXACT);
    double bound = values.isExact() ? 0 : Values.RELATIVE_ERROR;
    for (double share : new double[] {0.01, 0.25, 0.5, 0.75, 0.95, 0.999, 1}) {
      long truth = sorted[(int) Math.ceil(share * n) - 1];
      assertThat((double) values.quantile(share))
          .as("share %s of %s", share, n)
          .isCloseTo(truth, within(bound * Math.abs(truth)));
    }
  }

  @Test
  void anySlicingMakesTheSameBytes() {
    System.out.println("slices of seed " + SEED);
    long[] numbers = numbers(3_000);
    byte[] whole = CellCodec.encode(Values.of(numbers));
    Random random = new Random(SEED);
    for (int slices : new int[] {2, 7, 300, 3_000}) {
      Values merged = Values.of();
      for (int i = 0; i < slices; i++) {
        int from = numbers.length * i / slices;
        int to = numbers.length * (i + 1) / slices;
        Values part = Values.of(Arrays.copyOfRange(numbers, from, to));
        merged = random.nextBoolean() ? merged.merge(part) : part.merge(merged);
      }
      assertThat(CellCodec.encode(merged)).as("%s slices", slices).isEqualTo(whole);
    }
  }

  @Test
  void theStoredFormGivesTheSameBack() {
    for (int n : new int[] {0, 1, 256, 257, 10_000}) {
      Values values = Values.of(numbers(n));
      assertThat(CellCodec.decodeState(CellCodec.encode(values))).isEqualTo(values);
    }
  }

  /** Of every size, some below 0. */
  private static long[] numbers(int n) {
    Random random = new Random(SEED);
    return LongStream.generate(() -> random.nextLong() >> 1 + random.nextInt(62))
        .map(v -> v / 100_000)
        .limit(n)
        .toArray();
  }
}
