package io.daping.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.common.cli.Verbs;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class StreamCommandTest {
  @Test
  void aJobThatIsNamedTwiceIsBadUsage() {
    StringWriter err = new StringWriter();
    int code =
        Verbs.commandLine(new StreamCommand())
            .setErr(new PrintWriter(err, true))
            .execute("stream", "--jobs", "intake,intake");
    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("--jobs names a job twice: [INTAKE, INTAKE]")
        .doesNotContain("\tat io");
  }
}
