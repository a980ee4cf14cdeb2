package io.daping.common.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * What processes of a home have trouble with, a file each, so that {@code status} can tell while
 * the stores themselves do not answer.
 *
 * @param folder is made when it is needed
 */
public record Troubles(Path folder) {
  private static final Logger LOG = LogManager.getLogger(Troubles.class);
  private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();
  private static final String SUFFIX = ".json";

  /** Tells of a trouble. Where even that cannot be written, the log must do. */
  public void tell(Trouble trouble) {
    try {
      Files.createDirectories(folder);
      Path next = Files.createTempFile(folder, trouble.name(), ".next");
      Files.write(next, JSON.writeValueAsBytes(trouble));
      Files.move(next, file(trouble.name()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn("`status` cannot be told that {} has trouble", trouble.name(), e);
    }
  }

  /** It gets on again. */
  public void over(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      LOG.warn("`status` cannot be told that {} gets on again", name, e);
    }
  }

  /** The troubles of processes that live, by name. */
  public List<Trouble> all() {
    List<Trouble> all = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return all;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        read(file, all);
      }
    } catch (IOException e) {
      throw new Failure("cannot read " + folder + ": " + e, e);
    }
    all.removeIf(trouble -> ProcessHandle.of(trouble.pid()).isEmpty());
    all.sort(Comparator.comparing(Trouble::name));
    return all;
  }

  private static void read(Path file, List<Trouble> all) throws IOException {
    try {
      all.add(JSON.readValue(Files.readAllBytes(file), Trouble.class));
    } catch (NoSuchFileException e) {
      // Over just now.
      return;
    }
  }

  private Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }
}
