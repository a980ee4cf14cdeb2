package io.daping.services.follow;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the files of one log: the live ones by path or glob, and beside them those that they were
 * rotated to: {@code access.log.1}, {@code access.log-20261111}, {@code app.2026-11-11.log}.
 * Compressed ones are left out: they were read before.
 */
final class LogFiles {
  private static final Pattern COMPRESSED = Pattern.compile(".*\\.(gz|bz2|xz|zst|zip|lz4|Z)");
  private static final String STAMP = "[.-]\\d[\\dT_:.-]*";
  private static final Pattern NUMBERED = Pattern.compile("(.+?)" + STAMP);
  private static final Pattern DATED = Pattern.compile("(.+?)" + STAMP + "(\\.[A-Za-z]+)");

  private final Path dir;
  private final PathMatcher live;

  private LogFiles(Path dir, PathMatcher live) {
    this.dir = dir;
    this.live = live;
  }

  /**
   * @param files an absolute path whose last part may be a glob
   */
  static LogFiles of(String files) {
    Path path = Path.of(files);
    String name = path.getFileName().toString();
    return new LogFiles(path.getParent(), FileSystems.getDefault().getPathMatcher("glob:" + name));
  }

  /** Those that are there now, by path; none while the folder does not exist. */
  List<Candidate> now() throws IOException {
    List<Candidate> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(dir)) {
      for (Path path : entries.sorted(Comparator.naturalOrder()).toList()) {
        candidate(path).ifPresent(found::add);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of(); // it may be made later
    }
    return found;
  }

  private Optional<Candidate> candidate(Path path) throws IOException {
    String name = path.getFileName().toString();
    boolean isLive = isLive(name);
    if (COMPRESSED.matcher(name).matches() || !isLive && !isRotated(name)) {
      return Optional.empty();
    }
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      return file.isRegularFile()
          ? Optional.of(new Candidate(path, String.valueOf(file.fileKey()), file.size(), isLive))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty(); // renamed since the folder was listed
    }
  }

  private boolean isLive(String name) {
    return live.matches(Path.of(name));
  }

  private boolean isRotated(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    Matcher dated = DATED.matcher(name);
    return numbered.matches() && isLive(numbered.group(1))
        || dated.matches() && isLive(dated.group(1) + dated.group(2));
  }
}
