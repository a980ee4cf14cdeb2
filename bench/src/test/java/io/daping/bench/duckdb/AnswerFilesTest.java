package io.daping.bench.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daping.common.fault.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerFilesTest {
  private static final String TOTAL = "gmv_paid per day of 2020-11-10T16:00:00Z, total \"\"\t";
  private static final String ITEM = "units per day of 2020-11-10T16:00:00Z, item \"a b'c\"\t";

  @TempDir Path folder;

  @Test
  void answersOfSeveralFilesAreThoseOfOneAndNothingIsZero() throws IOException {
    Path ours = write("ours", TOTAL + "{CNY=5, GBP=7}", ITEM + "3");
    write("a.tsv", TOTAL + "{CNY=5, GBP=7}", "pv per day, item \"x\"\t0");
    write("b.tsv", ITEM + "3", "gmv_net per day, item \"x\"\t{CNY=0}");
    assertThat(AnswerFiles.requireEqual(ours, "the night", folder.resolve("*.tsv"), "DuckDB"))
        .isEqualTo(2);
  }

  @Test
  void theFirstAnswerThatDiffersIsNamed() throws IOException {
    Path ours = write("ours", TOTAL + "{CNY=5}", "units per day, item \"x\"\t3");
    write("a.tsv", TOTAL + "{CNY=6}");
    assertThatThrownBy(
            () -> AnswerFiles.requireEqual(ours, "the night", folder.resolve("*.tsv"), "DuckDB"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("total \"\" is {CNY=5} by the night and {CNY=6} by DuckDB");
    write("a.tsv", TOTAL + "{CNY=5}");
    assertThatThrownBy(
            () -> AnswerFiles.requireEqual(ours, "the night", folder.resolve("*.tsv"), "DuckDB"))
        .hasMessageContaining("item \"x\" is 3 by the night and absent by DuckDB");
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }
}
