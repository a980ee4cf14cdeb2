package io.daping.batch.privacy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks through every line of the files below a folder. */
final class FilesScan {
  private final String store;
  private final TextFiles files;

  FilesScan(String store, Path folder) {
    this.store = store;
    this.files = new TextFiles(folder);
  }

  List<Sighting> everything() {
    List<Sighting> found = new ArrayList<>();
    for (Path file : files.all()) {
      Sightings seen = new Sightings(store);
      String name = files.folder().relativize(file).toString();
      TextFiles.read(file, (number, text) -> seen.look(name, text, () -> "line " + number));
      found.addAll(seen.all());
    }
    return found;
  }
}
