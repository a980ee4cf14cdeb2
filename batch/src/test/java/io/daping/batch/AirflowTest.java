package io.daping.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.cli.Verbs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The schedule of {@code airflow/}: its own tests hold, and what it calls is what we understand.
 */
class AirflowTest {
  private static final Path ROOT =
      Path.of(System.getProperty("daping.root", "..")).toAbsolutePath().normalize();

  @TempDir private Path temp;

  private record Done(int exitCode, String stdout, String stderr) {}

  @Test
  void theDagFilesHoldAgainstARecordingDouble() throws Exception {
    Done done = python("-m", "unittest", "discover");

    assertThat(done.exitCode()).as(done.stderr()).isZero();
    assertThat(done.stderr()).containsPattern("Ran [1-9]\\d+ tests");
  }

  @Test
  void aRealAirflowReadsThemAsWeMeanThem() throws Exception {
    Done done = python("-m", "unittest", "-v", "test_real_airflow");

    assertThat(done.exitCode()).as(done.stderr()).isZero();
    assumeFalse(done.stderr().contains("skipped"), "no Airflow 3 is installed here");
  }

  @Test
  void eachCommandLineIsOneOfOurs() throws Exception {
    List<String> ofBatch = verbsOfBatch();
    for (JsonNode task : rendered()) {
      List<String> arguments = arguments(task);
      assertThat(ofBatch).as("module batch in bin/verbs").contains(arguments.get(0));
      if (task.get("runner").asText().equals("yarn")) {
        assertThat(task.get("main_class").asText()).isEqualTo(BatchMain.class.getName());
      }
      ParseResult parsed = parse(arguments);
      assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(task.get("task").asText());
    }
  }

  @Test
  void aMisspeltOptionWouldBeFound() throws Exception {
    for (JsonNode task : rendered()) {
      List<String> arguments = arguments(task);
      for (int i = 1; i < arguments.size(); i++) {
        List<String> misspelt = new ArrayList<>(arguments);
        misspelt.set(i, arguments.get(i).replaceFirst("^--", "--x"));
        assertThatThrownBy(() -> parse(misspelt))
            .as(String.join(" ", misspelt))
            .isInstanceOf(ParameterException.class);
      }
    }
  }

  private static ParseResult parse(List<String> arguments) {
    return Verbs.commandLine(BatchMain.commands().toArray())
        .parseArgs(arguments.toArray(String[]::new));
  }

  private List<JsonNode> rendered() throws Exception {
    Done done = python("render.py");
    assertThat(done.exitCode()).as(done.stderr()).isZero();
    List<JsonNode> tasks = new ArrayList<>();
    new ObjectMapper().readTree(done.stdout()).forEach(tasks::add);
    assertThat(tasks).isNotEmpty();
    return tasks;
  }

  private static List<String> arguments(JsonNode task) {
    List<String> arguments = new ArrayList<>();
    task.get("arguments").forEach(argument -> arguments.add(argument.asText()));
    return arguments;
  }

  private static List<String> verbsOfBatch() throws IOException {
    return Files.readAllLines(ROOT.resolve("bin/verbs")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" *[|] *"))
        .filter(columns -> columns[1].equals("batch"))
        .map(columns -> columns[0])
        .toList();
  }

  private Done python(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("python3", "-B"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(temp, "out", ".txt");
    Path err = Files.createTempFile(temp, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(ROOT.resolve("airflow/tests").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(String.join(" ", command)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Done(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
