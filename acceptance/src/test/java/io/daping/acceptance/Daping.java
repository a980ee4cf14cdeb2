package io.daping.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daping.common.testing.TestServices;
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
 * @param flags of the JVM
 */
record Daping(Path home, List<String> always, String flags) {
  static final Path ROOT = Path.of(System.getProperty("daping.root", "..")).toAbsolutePath();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a minute of small input the optimizing compiler would take the half. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  /** Compiling Spark's plans takes a third of a small night. */
  private static final String INTERPRETED_PLANS =
      QUICK_START
          + " -Dspark.sql.codegen.wholeStage=false -Dspark.sql.codegen.factoryMode=NO_CODEGEN";

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

  /**
   * An installation of that name with a Kafka of its own. Its tables are in the HBase of all tests:
   * HBase takes long to start, and tables have names of their own.
   */
  static Daping up(String name, String... always) {
    List<String> options = new ArrayList<>(List.of(always));
    options.add(
        "--set=hbase.bootstrap-servers=" + TestServices.settings().hbase().bootstrapServers());
    options.add("--set=hbase.table-prefix=" + TestServices.uniqueName());
    // They have a test of their own, and take as long as a small night.
    options.add("--set=batch.reports=false");
    return up("kafka", name, options);
  }

  /** An installation of that name with a Kafka and an HBase of its own, whose files can be read. */
  static Daping whole(String name) {
    return up("kafka,hbase", name, List.of());
  }

  private static Daping up(String services, String name, List<String> always) {
    Path home = ROOT.resolve("acceptance/target/homes/" + name + "-" + System.nanoTime());
    Daping daping = new Daping(home, always, INTERPRETED_PLANS);
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
    options.add("--set=hbase.table-prefix=" + name + TestServices.uniqueName());
    options.add("--set=tables.path=" + home.resolve("tables-" + name));
    options.add("--set=tables.checkpoints=" + home.resolve("checkpoints-" + name));
    options.addAll(List.of(more));
    return new Daping(home, options, flags);
  }

  /** The same, whose Spark compiles its plans, as it does outside of tests. */
  Daping withCompiledPlans() {
    return new Daping(home, always, QUICK_START);
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
    builder.environment().putIfAbsent("DAPING_OPTS", flags);
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
