package io.daping.common.error;

import static io.daping.common.error.GroupStatus.ARCHIVED;
import static io.daping.common.error.GroupStatus.ESCALATING;
import static io.daping.common.error.GroupStatus.NEW;
import static io.daping.common.error.GroupStatus.ONGOING;
import static io.daping.common.error.GroupStatus.REGRESSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorGroupTest {
  private static final Instant NOON = Instant.parse("2026-11-11T12:00:00Z");
  private static final StatusRule RULE =
      new StatusRule(Duration.ofHours(24), 5, 10, Duration.ofDays(14));

  @Test
  void orderAndSlicingMakeNoDifference() {
    Random random = new Random(19);
    List<ErrorGroup> one = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Instant at = NOON.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 20)));
      one.add(seen(at, "1." + random.nextInt(30), "h" + random.nextInt(40)));
    }
    ErrorGroup whole = merged(one);
    assertThat(whole.count()).isEqualTo(600);
    assertThat(whole.hours()).hasSize(168);
    assertThat(whole.hosts().values()).hasSize(20);
    assertThat(whole.hosts().hasMore()).isTrue();
    assertThat(whole.releases().keySet()).hasSize(20).startsWith("1.10").endsWith("1.29");
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(one, random);
      int cut = random.nextInt(one.size() - 2) + 1;
      ErrorGroup head = merged(one.subList(0, cut));
      assertThat(merged(one.subList(cut, one.size())).merge(head)).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.9, 1.10",
    "1.10-rc1, 1.10",
    "1.10-rc2, 1.10-rc10",
    "1.10, 1.10.1",
    "1.10, 1.10-hotfix",
    "v1.2, 1.3",
    "1.10-hotfix, 1.10.1",
    "2026.11.1, 2026.11.11",
    "1.0.0-SNAPSHOT, 1.0.0-fix"
  })
  void anEarlierReleaseIsBeforeALaterOne(String earlier, String later) {
    assertThat(ReleaseOrder.BY_VERSION.compare(earlier, later)).isNegative();
    assertThat(ReleaseOrder.BY_VERSION.compare(later, earlier)).isPositive();
    assertThat(ReleaseOrder.isSince(later, earlier)).isTrue();
    assertThat(ReleaseOrder.isSince(earlier, later)).isFalse();
    assertThat(ReleaseOrder.isSince("v1.0", "1")).isTrue();
  }

  @Test
  void aGroupIsNewForADay() {
    ErrorGroup group = seen(NOON, null, "h");
    assertThat(status(group, NOON.plus(Duration.ofHours(24)).minusMillis(1))).isEqualTo(NEW);
    assertThat(status(group, NOON.plus(Duration.ofHours(24)))).isEqualTo(ONGOING);
  }

  @Test
  void aGroupIsArchivedWhenItIsSilentOrByHandAndComesBackFromSilence() {
    ErrorGroup group = seen(NOON, null, "h");
    Instant later = NOON.plus(Duration.ofDays(14));
    assertThat(status(group, later.minusMillis(1))).isEqualTo(ONGOING);
    assertThat(status(group, later)).isEqualTo(ARCHIVED);
    assertThat(status(group.merge(seen(later, null, "h")), later)).isEqualTo(ONGOING);
    GroupMark byHand = GroupMark.NONE.archived(NOON);
    assertThat(RULE.status(group, byHand, NOON)).isEqualTo(ARCHIVED);
  }

  @Test
  void aGroupEscalatesAtFiveTimesItsMeanHourAndAtTen() {
    Instant start = NOON.minus(Duration.ofHours(50));
    List<ErrorGroup> calm = IntStream.range(0, 49).mapToObj(h -> hours(start, h)).toList();
    ErrorGroup threeAnHour =
        merged(calm).merge(merged(calm)).merge(merged(calm)); // 3 in each of the hours before
    Instant now = NOON.plusSeconds(1800);
    assertThat(status(threeAnHour.merge(many(14, NOON)), now)).isEqualTo(ONGOING);
    assertThat(status(threeAnHour.merge(many(15, NOON)), now)).isEqualTo(ESCALATING);
    assertThat(status(threeAnHour.merge(many(15, NOON)), now.plus(Duration.ofHours(1))))
        .isEqualTo(ESCALATING);
    assertThat(status(merged(calm).merge(many(9, NOON)), now)).isEqualTo(ONGOING);
    assertThat(status(merged(calm).merge(many(10, NOON)), now)).isEqualTo(ESCALATING);
  }

  @Test
  void onlyTheReleaseThatFixedItOrALaterOneBringsItBack() {
    Instant fixed = NOON.plus(Duration.ofDays(2));
    Instant later = fixed.plus(Duration.ofHours(1));
    GroupMark mark = GroupMark.fixed("1.10", fixed);
    ErrorGroup group = seen(NOON, "1.10", "h"); // before it was said to be fixed
    assertThat(RULE.status(group, mark, later)).isEqualTo(ONGOING);
    for (String old : new String[] {"1.9", "1.10-rc1", null}) {
      assertThat(RULE.status(group.merge(seen(later, old, "h")), mark, later)).isEqualTo(ONGOING);
    }
    for (String since : List.of("1.10", "1.10.1", "2.0-rc1")) {
      ErrorGroup back = group.merge(seen(later, since, "h"));
      assertThat(RULE.status(back, mark, later)).isEqualTo(REGRESSED);
      GroupMark again = GroupMark.fixed("2.0", later);
      assertThat(RULE.status(back, again, later)).isEqualTo(ONGOING);
    }
  }

  @Test
  void mergedGroupsAreReadAsOne() {
    GroupMerges merges = new GroupMerges(Map.of("a", "b", "b", "c"));
    ErrorGroup a = ErrorGroup.of("a", sample(NOON, "1.0", "h1"));
    ErrorGroup c = ErrorGroup.of("c", sample(NOON.plusSeconds(1), "1.1", "h2"));
    ErrorGroup d = ErrorGroup.of("d", sample(NOON, "1.0", "h1"));
    assertThat(merges.members("c")).isEqualTo(Set.of("a", "b", "c"));
    List<ErrorGroup> seen = merges.merged(List.of(a, c, d));
    assertThat(seen).extracting(ErrorGroup::fingerprint).containsExactly("c", "d");
    assertThat(seen).extracting(ErrorGroup::count).containsExactly(2L, 1L);
    assertThat(seen.get(0).hosts().values()).containsExactly("h1", "h2");
  }

  private static GroupStatus status(ErrorGroup group, Instant now) {
    return RULE.status(group, GroupMark.NONE, now);
  }

  private static ErrorGroup merged(List<ErrorGroup> groups) {
    return groups.stream().reduce(ErrorGroup::merge).orElseThrow();
  }

  private static ErrorGroup hours(Instant start, int hours) {
    return seen(start.plus(Duration.ofHours(hours)), null, "h");
  }

  private static ErrorGroup many(int count, Instant at) {
    return merged(Collections.nCopies(count, seen(at, null, "h")));
  }

  private static ErrorGroup seen(Instant at, String release, String host) {
    return ErrorGroup.of("f", sample(at, release, host));
  }

  private static Sample sample(Instant at, String release, String host) {
    ErrorText text = new ErrorText("checkout", "l", "m", null, null, null);
    String id = at + " " + release + " " + host;
    return new Sample(id, at.toEpochMilli(), "ERROR", host, "main", release, null, text);
  }
}
