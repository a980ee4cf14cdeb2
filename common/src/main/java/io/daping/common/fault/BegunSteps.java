package io.daping.common.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The steps of the night that have begun in a home, a file each, which goes when the step ends,
 * however it ends. Who is killed leaves it behind: so it is seen, until the step is done for its
 * days.
 *
 * @param folder is made when it is needed
 */
public record BegunSteps(Path folder) {
  private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();
  private static final String SUFFIX = ".json";

  /** Tells of a step; its end is {@link #ended}. */
  public Path begun(BegunStep step) {
    Path file = folder.resolve(step.step() + "-" + UUID.randomUUID() + SUFFIX);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.createDirectories(folder);
      Files.write(next, JSON.writeValueAsBytes(step));
      return Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** It ended by itself: killed ones of the same days are made up for. */
  public void ended(Path file) {
    Optional<BegunStep> done = read(file);
    delete(file);
    files()
        .forEach(
            (other, step) -> {
              if (done.isPresent() && done.get().covers(step)) {
                delete(other);
              }
            });
  }

  /** All, the first begun first. */
  public List<BegunStep> all() {
    return files().values().stream().sorted(Comparator.comparing(BegunStep::started)).toList();
  }

  private TreeMap<Path, BegunStep> files() {
    TreeMap<Path, BegunStep> steps = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return steps;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .forEach(file -> read(file).ifPresent(step -> steps.put(file, step)));
      return steps;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  /** Empty when it has ended just now, or a power cut has torn the file: nobody can tell more. */
  private static Optional<BegunStep> read(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), BegunStep.class));
    } catch (NoSuchFileException | JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
