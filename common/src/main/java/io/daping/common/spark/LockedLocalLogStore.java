package io.daping.common.spark;

import io.delta.storage.LocalLogStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log on a local disk, for several processes. Delta's own looks whether a commit is there
 * and then renames over it, so of two processes that commit at once both succeed and one commit is
 * gone. This one holds a lock file of the table meanwhile, which the operating system frees when a
 * process dies.
 */
public final class LockedLocalLogStore extends LocalLogStore {
  private static final String LOCK = ".commit.lock";

  /** A process can lock a file once only, whatever its number of tables and sessions. */
  private static final Object ONE_OF_THIS_PROCESS = new Object();

  public LockedLocalLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    java.nio.file.Path lock =
        java.nio.file.Path.of(new Path(path.getParent(), LOCK).toUri().getPath());
    synchronized (ONE_OF_THIS_PROCESS) {
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock(); // freed with the channel
        super.write(path, actions, overwrite, configuration);
      }
    }
  }
}
