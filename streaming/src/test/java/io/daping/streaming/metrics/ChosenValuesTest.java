package io.daping.streaming.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.catalogue.Members;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that come one by one leave the choice that all of them at once would. */
final class ChosenValuesTest {
  private static final int CAP = 10;

  @ParameterizedTest
  @ValueSource(ints = {1, CAP, CAP + 1, 500})
  void theSameAreChosenAsOfAllAtOnceAndEachOtherIsNamedOnce(int count) {
    List<String> values =
        new ArrayList<>(IntStream.range(0, count).mapToObj(i -> "10.0.0." + i).toList());
    Collections.shuffle(values, new Random(count));
    ChosenValues chosen = new ChosenValues(CAP);
    List<String> gone = new ArrayList<>();
    for (String value : values) {
      String without = chosen.offer(value);
      if (without != null) {
        gone.add(without);
      }
    }
    Set<String> expected = Members.chosen(values, CAP);
    Set<String> others = new HashSet<>(values);
    others.removeAll(expected);
    assertThat(values.stream().filter(chosen::contains)).hasSameElementsAs(expected);
    assertThat(gone).containsExactlyInAnyOrderElementsOf(others);
  }
}
