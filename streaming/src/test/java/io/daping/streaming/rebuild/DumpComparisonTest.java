package io.daping.streaming.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.daping.streaming.rebuild.DumpComparison.OfMetric;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What two dumps have in common, by metric. */
final class DumpComparisonTest {
  @Test
  void equalChangedMissingAndNewNumbersAreToldApart() throws IOException {
    Map<String, OfMetric> metrics =
        DumpComparison.of(
            read("gmv\tday\tx\t1", "pv\tday\ta\t5", "pv\tday\tb\t6", "uv\tday\t1"),
            read("pv\tday\ta\t5", "pv\tday\tb\t7", "uv\tday\t1", "uv\tday\t2"));
    assertThat(metrics)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "gmv", new OfMetric(0, 1, 0, List.of("- gmv\tday\tx\t1")),
                "pv", new OfMetric(1, 1, 1, List.of("- pv\tday\tb\t6", "+ pv\tday\tb\t7")),
                "uv", new OfMetric(1, 0, 1, List.of("+ uv\tday\t2"))));
  }

  private static BufferedReader read(String... lines) {
    return new BufferedReader(new StringReader(String.join("\n", lines)));
  }
}
