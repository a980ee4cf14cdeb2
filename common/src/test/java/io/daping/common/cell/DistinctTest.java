package io.daping.common.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.memory.Memory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coupons are what the library keeps: its sketches of the same texts say the same. */
final class DistinctTest {
  private static final long SEED = 3;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 23, 24, 100, 1_535, 1_536, 1_537, 2_000, 5_000, 100_000})
  void builtOfCouponsItIsWhatTheLibraryMakesOfTheTexts(int n) {
    HllSketch sketch = Distinct.empty();
    DistinctBuilder builder = new DistinctBuilder();
    for (int i = 0; i < n; i++) {
      byte[] text = ("text " + i).getBytes(StandardCharsets.UTF_8);
      sketch.update(text);
      builder.add(Distinct.coupon(text));
      builder.add(Distinct.coupon(text));
    }
    Distinct built = builder.state();
    assertThat(built.estimate()).isEqualTo(Math.round(sketch.getCompositeEstimate()));
    assertThat(built.estimate()).isEqualTo(Distinct.of(sketch).estimate());
    assertThat(built.coupons()).isEqualTo(Distinct.of(sketch).coupons());
  }

  /** Our image of coupons is one that the library reads, and its own differs in order alone. */
  @ParameterizedTest
  @ValueSource(ints = {9, 24, 25, 300, 1_536})
  void theLibraryReadsOurImages(int n) {
    HllSketch sketch = Distinct.empty();
    for (int i = 0; i < n; i++) {
      sketch.update("text " + i);
    }
    byte[] theirs = sketch.toCompactByteArray();
    byte[] ours = Distinct.of(sketch).image();
    assertThat(ours).hasSameSizeAs(theirs);
    assertThat(CouponImage.coupons(ours)).isEqualTo(CouponImage.coupons(theirs));
    assertThat(HllSketch.heapify(Memory.wrap(ours)).getCompositeEstimate())
        .isEqualTo(sketch.getCompositeEstimate());
  }

  @Test
  void whateverIsMergedAndBuiltInWhateverOrderHoldsTheSame() {
    System.out.println("parts of seed " + SEED);
    Random random = new Random(SEED);
    for (int n : new int[] {100, 1_500, 1_600, 20_000}) {
      Distinct whole = built(0, n);
      Distinct merged = built(0, 0);
      for (int from = 0; from < n; ) {
        int to = Math.min(n, from + 1 + random.nextInt(n / 5));
        Distinct part = built(Math.max(0, from - 10), to);
        merged = random.nextBoolean() ? merged.merge(part) : part.merge(merged);
        from = to;
      }
      assertThat(merged.estimate()).as("%s texts", n).isEqualTo(whole.estimate());
      assertThat(Arrays.equals(merged.coupons(), whole.coupons())).isTrue();
    }
  }

  @Test
  void aTextWithoutAByteIsNotCounted() {
    DistinctBuilder builder = new DistinctBuilder();
    builder.add(Distinct.coupon(new byte[0]));
    assertThat(builder.state().estimate()).isZero();
  }

  private static Distinct built(int from, int to) {
    DistinctBuilder builder = new DistinctBuilder();
    for (int i = from; i < to; i++) {
      builder.add(Distinct.coupon(("text " + i).getBytes(StandardCharsets.UTF_8)));
    }
    return builder.state();
  }
}
