package io.daping.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One installation, driven by its command line.
 *
 * @param always options that every call gets
 */
record Daping(Path home, List<String> always) {
  static final Path ROOT = Path.of(System.getProperty("daping.root", "..")).toAbsolutePath();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a call left behind; standard output in a file, for it may be large. */
  record Done(int exitCode, Path stdout, String stderr) {
    String text() {
      try {
        return Files.readString(stdout);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    JsonNode json() {
      try {
        return JSON.readTree(text());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** An installation of that name whose Kafka and HBase are up. */
  static Daping up(String name, String... always) {
    return up("kafka,hbase", name, List.of(always));
  }

  /** An installation of that name with a Kafka of its own, and the HBase of another. */
  static Daping besideHBaseOf(Daping other, String name) {
    return up(
        "kafka",
        name,
        List.of(
            "--set=hbase.bootstrap-servers=" + other.address("hbase"),
            "--set=hbase.table-prefix=" + name));
  }

  private static Daping up(String services, String name, List<String> always) {
    Path home = ROOT.resolve("acceptance/target/homes/" + name + "-" + System.nanoTime());
    Daping daping = new Daping(home, always);
    daping.run("up", "--only", services);
    return daping;
  }

  /** Where one of its services listens, host:port. */
  String address(String service) {
    for (JsonNode process : run("status", "--json").json().get("processes")) {
      if (process.get("name").asText().equals(service)) {
        return process.get("address").asText();
      }
    }
    throw new IllegalStateException("no " + service + " in " + home);
  }

  /** Another view of the same services: tables and checkpoints of its own. */
  Daping beside(String name, String... more) {
    List<String> options = new ArrayList<>(always);
    options.add("--set=hbase.table-prefix=" + name);
    options.add("--set=tables.path=" + home.resolve("tables-" + name));
    options.add("--set=tables.checkpoints=" + home.resolve("checkpoints-" + name));
    options.addAll(List.of(more));
    return new Daping(home, options);
  }

  /** Runs a verb that must succeed. */
  Done run(String... arguments) {
    Done done = attempt(arguments);
    assertThat(done.exitCode())
        .as("exit code of %s%n%s", String.join(" ", arguments), done.stderr())
        .isZero();
    return done;
  }

  /** Runs a verb to its end, whatever it is. */
  Done attempt(String... arguments) {
    try {
      Path out = Files.createTempFile(Files.createDirectories(home), "stdout-", ".txt");
      Path err = Files.createTempFile(home, "stderr-", ".txt");
      int code = start(out, err, arguments).waitFor();
      return new Done(code, out, Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Starts a verb; the process is its JVM, so killing it kills the verb. */
  Process start(Path out, Path err, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("bin/daping").toString());
    command.addAll(List.of(arguments));
    command.add("--home=" + home);
    command.addAll(always);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(ROOT.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("DAPING_NO_BUILD", "1");
    // Of a minute of small input the optimizing compiler would take the half.
    builder.environment().putIfAbsent("DAPING_OPTS", "-XX:TieredStopAtLevel=1");
    return builder.start();
  }

  /** Every published cell of a layer, as a file. */
  Path dump(String layer) {
    return run("dump", "--canonical", "--layer", layer).stdout();
  }

  void down() {
    run("down");
  }
}
