package io.daping.common.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/** Folders of any Hadoop file system: what is in them, and who may look into them. */
public final class Folders {
  private static final FsPermission OWNER_ONLY =
      new FsPermission(FsAction.ALL, FsAction.NONE, FsAction.NONE);

  private Folders() {}

  /** Gives a folder to its owner alone, 0700. */
  static void close(String folder, Configuration conf) {
    Path path = new Path(folder);
    try {
      FileSystem files = path.getFileSystem(conf);
      if (!isClosed(folder, conf)) {
        files.setPermission(path, OWNER_ONLY);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + folder + " to others", e);
    }
  }

  /** Whether only its owner can look into a folder. */
  public static boolean isClosed(String folder, Configuration conf) {
    Path path = new Path(folder);
    try {
      FsPermission permission = path.getFileSystem(conf).getFileStatus(path).getPermission();
      return permission.getGroupAction() == FsAction.NONE
          && permission.getOtherAction() == FsAction.NONE;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + folder, e);
    }
  }

  /** The folders in a folder, by name; none if it is missing. */
  public static List<String> in(String folder, Configuration conf) {
    return list(folder, conf).stream()
        .filter(FileStatus::isDirectory)
        .map(status -> status.getPath().toString())
        .toList();
  }

  /** The files in a folder whose name ends so, by name; none if it is missing. */
  public static List<String> files(String folder, String ending, Configuration conf) {
    return list(folder, conf).stream()
        .filter(status -> status.isFile() && status.getPath().getName().endsWith(ending))
        .map(status -> status.getPath().toString())
        .toList();
  }

  /** The names of all files in a folder and below whose name ends so, but in {@code except}. */
  public static Set<String> namesBelow(
      String folder, String ending, String except, Configuration conf) {
    Set<String> names = new TreeSet<>();
    for (FileStatus status : list(folder, conf)) {
      String name = status.getPath().getName();
      if (status.isFile() && name.endsWith(ending)) {
        names.add(name);
      } else if (status.isDirectory() && !name.equals(except)) {
        names.addAll(namesBelow(status.getPath().toString(), ending, except, conf));
      }
    }
    return names;
  }

  /**
   * The names of a table's files whose name ends so, log apart, that were written before a time.
   */
  public static Set<String> namesBefore(
      String table, String ending, long timeMs, Configuration conf) {
    Set<String> names = new TreeSet<>();
    for (FileStatus status : list(table, conf)) {
      Path path = status.getPath();
      if (status.isDirectory() && !path.getName().equals("_delta_log")) {
        names.addAll(namesBefore(path.toString(), ending, timeMs, conf));
      } else if (status.isFile()
          && path.getName().endsWith(ending)
          && status.getModificationTime() < timeMs) {
        names.add(path.getName());
      }
    }
    return names;
  }

  private static List<FileStatus> list(String folder, Configuration conf) {
    Path path = new Path(folder);
    try {
      FileSystem files = path.getFileSystem(conf);
      FileStatus[] found = files.exists(path) ? files.listStatus(path) : new FileStatus[0];
      return Arrays.stream(found).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }
}
