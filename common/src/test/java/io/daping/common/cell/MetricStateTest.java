package io.daping.common.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.daping.common.cell.MetricState.Money;
import io.daping.common.cell.MetricState.Total;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.datasketches.hll.HllSketch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States merge in any order and any grouping to the same number. */
final class MetricStateTest {
  private static final long SEED = 77;

  static List<List<MetricState>> triples() {
    return List.of(
        List.of(new Total(1), new Total(-5), new Total(Long.MAX_VALUE)),
        List.of(
            Money.of(Map.of("CNY", 1L)), Money.of(Map.of("CNY", 2L)), Money.of(Map.of("CNY", -3L))),
        List.of(
            Money.of(Map.of("CNY", 1L, "USD", 4L)),
            Money.of(Map.of()),
            Money.of(Map.of("GBP", 9L, "CNY", -1L))),
        List.of(values(0, 3), values(2, 9), values(0, 0)),
        List.of(values(0, 200), values(150, 230), values(0, 100)),
        List.of(values(-500, 900), values(7, 8), values(100_000, 400_000)),
        List.of(distinct(0, 3), distinct(2, 9), distinct(0, 0)),
        List.of(distinct(0, 100), distinct(50, 2_000), distinct(7, 8)),
        List.of(distinct(0, 60_000), distinct(30_000, 90_000), distinct(0, 500)));
  }

  @ParameterizedTest
  @MethodSource("triples")
  void mergingIsCommutativeAndAssociative(List<MetricState> states) {
    MetricState a = states.get(0);
    MetricState b = states.get(1);
    MetricState c = states.get(2);
    assertThat(number(a.merge(b))).isEqualTo(number(b.merge(a)));
    assertThat(number(a.merge(b).merge(c))).isEqualTo(number(a.merge(b.merge(c))));
  }

  @ParameterizedTest
  @MethodSource("triples")
  void mergingLeavesTheMergedAsTheyWere(List<MetricState> states) {
    List<Object> before = states.stream().map(MetricStateTest::number).toList();
    states.get(0).merge(states.get(1)).merge(states.get(2));
    assertThat(states.stream().map(MetricStateTest::number).toList()).isEqualTo(before);
  }

  @Test
  void statesOfDifferentKindsDoNotMerge() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Total(1).merge(distinct(0, 1)))
        .withMessage("cannot merge Total with Distinct");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of(Map.of()).merge(new Total(1)))
        .withMessage("cannot merge Money with Total");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> distinct(0, 1).merge(new Total(1)))
        .withMessage("cannot merge Distinct with Total");
  }

  @Test
  void currenciesAreNeverAddedToEachOther() {
    assertThat(Money.of(Map.of("CNY", 1L)).merge(Money.of(Map.of("USD", 1L, "CNY", 1L))))
        .isEqualTo(Money.of(Map.of("CNY", 2L, "USD", 1L)));
  }

  @Test
  void cellsMergeMetricByMetricAndKeepTheNewerDefinition() {
    Cell one = cell(1, Map.of(1, new Total(5), 2, new Total(7)), 10, 1);
    Cell other = cell(3, Map.of(2, new Total(1), 9, new Total(4)), 20, 2);
    Cell both = cell(3, Map.of(1, new Total(5), 2, new Total(8), 9, new Total(4)), 30, 3);
    assertThat(one.merge(other)).isEqualTo(both);
    assertThat(other.merge(one)).isEqualTo(both);
  }

  @Test
  void aDistinctIsTheSameHoweverItsTextsAreSlicedAndMerged() {
    System.out.println("slices of seed " + SEED);
    List<String> texts =
        new ArrayList<>(IntStream.range(0, 100_000).mapToObj(i -> "u" + i).toList());
    long whole = of(texts).estimate();
    Random random = new Random(SEED);
    for (int slices : new int[] {2, 3, 17, 400, 3_000}) {
      Collections.shuffle(texts, random);
      List<Distinct> parts = new ArrayList<>();
      for (int i = 0; i < slices; i++) {
        int from = (int) (100_000L * i / slices);
        int to = (int) (100_000L * (i + 1) / slices);
        parts.add(of(texts.subList(from, to)));
      }
      while (parts.size() > 1) {
        Distinct one = parts.remove(random.nextInt(parts.size()));
        parts.set(0, parts.get(0).merge(one));
      }
      assertThat(parts.get(0).estimate()).as("%s slices", slices).isEqualTo(whole);
    }
  }

  @Test
  void textsThatComeAgainAddNothing() {
    Distinct once = distinct(0, 20_000);
    assertThat(once.merge(once).merge(distinct(5, 900)).estimate()).isEqualTo(once.estimate());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 9, 100, 1_500, 2_000, 10_000, 50_000, 300_000, 1_000_000})
  void aDistinctIsWithinFiveTimesItsError(int texts) {
    assertThat((double) distinct(0, texts).estimate())
        .isCloseTo(texts, within(5 * Distinct.RELATIVE_ERROR * texts));
    assertThat((double) distinct(0, texts / 2).merge(distinct(texts / 3, texts)).estimate())
        .isCloseTo(texts, within(5 * Distinct.RELATIVE_ERROR * texts));
  }

  @Test
  void aSmallDistinctIsExactAndShort() {
    assertThat(distinct(0, 7).estimate()).isEqualTo(7);
    assertThat(distinct(0, 7).image()).hasSizeLessThan(64);
  }

  private static Object number(MetricState state) {
    return state instanceof Distinct distinct ? distinct.estimate() : state;
  }

  private static Cell cell(int version, Map<Integer, MetricState> states, long events, long late) {
    return Cell.of(version, new TreeMap<>(states), events, late);
  }

  private static Values values(int from, int to) {
    return Values.of(IntStream.range(from, to).mapToLong(i -> 37L * i).toArray());
  }

  private static Distinct distinct(int from, int to) {
    return of(IntStream.range(from, to).mapToObj(i -> "u" + i).toList());
  }

  private static Distinct of(List<String> texts) {
    HllSketch sketch = Distinct.empty();
    texts.forEach(sketch::update);
    return Distinct.of(sketch);
  }
}
