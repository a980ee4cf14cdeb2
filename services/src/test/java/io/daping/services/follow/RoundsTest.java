package io.daping.services.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.fault.Trouble;
import io.daping.common.fault.Troubles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a round throws ends the work, or goes unseen. */
class RoundsTest {
  @TempDir private Path folder;

  @Test
  void aRoundThatThrowsIsTriedAgainEverMoreSlowlyAndStatusKnowsUntilOneSucceeds() throws Exception {
    Troubles troubles = new Troubles(folder.resolve("trouble"));
    List<Long> pauses = new ArrayList<>();
    Rounds rounds = new Rounds("follow", troubles, pauses::add);
    for (int n = 0; n < 7; n++) {
      assertThat(rounds.run(() -> fall("a line that nobody foresaw"))).isFalse();
    }
    assertThat(rounds.run(RoundsTest::diskFails)).isFalse();

    assertThat(pauses)
        .containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L, 60_000L);
    Trouble trouble = troubles.all().get(0);
    assertThat(trouble.name()).isEqualTo("follow");
    assertThat(trouble.falls()).isEqualTo(8);
    assertThat(trouble.problem()).contains("the disk fails");

    assertThat(rounds.run(() -> true)).isTrue();
    assertThat(troubles.all()).isEmpty();
    rounds.run(() -> fall("again"));
    assertThat(pauses).endsWith(60_000L, 1_000L);
  }

  private static boolean fall(String why) {
    throw new IllegalStateException(why);
  }

  private static boolean diskFails() throws IOException {
    throw new IOException("the disk fails");
  }
}
