package io.daping.batch.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.cli.Verbs;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class QuarantineCommandTest {
  @Test
  void aNegativeLimitIsBadUsage() {
    StringWriter err = new StringWriter();
    int code =
        Verbs.commandLine(new QuarantineCommand())
            .setErr(new PrintWriter(err, true))
            .execute("quarantine", "show", "--limit", "-1");
    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("--limit must be 0 or more, was -1")
        .doesNotContain("\tat io");
  }
}
