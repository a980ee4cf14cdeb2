package io.daping.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The recorded data, sent and counted in one run for all classes that ask for it as a parameter; of
 * the year of orders some weeks.
 */
record RecordedHome(Daping daping, ReadApi api) implements AutoCloseable {

  /** Starts it for the first class that asks; it ends with the last. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == RecordedHome.class;
    }

    @Override
    public RecordedHome resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.GLOBAL)
          .getOrComputeIfAbsent(RecordedHome.class, type -> counted(), RecordedHome.class);
    }
  }

  private static RecordedHome counted() {
    List<String> orders = RetailDays.records();
    List<Path> others =
        Stream.of("taobao", "access", "nab", "applog").map(Recorded::directory).toList();
    Daping daping = Daping.up("recorded");
    try {
      daping.run("replay", joined(daping, orders, others).toString());
      daping.run("stream", "--once", "--jobs", "intake,metrics");
      return new RecordedHome(daping, ReadApi.of(daping));
    } catch (IOException e) {
      daping.down();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | AssertionError e) {
      daping.down();
      throw e;
    }
  }

  /** One folder of all, for one replay: the orders, and whatever lies in the directories. */
  private static Path joined(Daping daping, List<String> orders, List<Path> directories)
      throws IOException {
    Path folder = Files.createDirectories(daping.home().resolve("recorded"));
    Files.write(folder.resolve("order.jsonl"), orders);
    for (Path directory : directories) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.createSymbolicLink(folder.resolve(file.getFileName()), file);
        }
      }
    }
    return folder;
  }

  @Override
  public void close() {
    daping.down();
  }
}
