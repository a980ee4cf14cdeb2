package io.daping.common.config;

import io.daping.common.fault.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds a job's lock file as long as the process lives, so that two drivers never write the same
 * tables: on a local disk Delta itself does not see that two commits are one. The operating system
 * frees it when the process dies, however it dies.
 */
public final class OneWriter implements AutoCloseable {
  private final FileChannel channel;

  private OneWriter(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws Refusal when another process holds it
   */
  public static OneWriter lock(Path run, String job) {
    try {
      Files.createDirectories(run);
      Path file = run.resolve("job-" + job + ".lock");
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new Refusal(
            "another process runs " + job + " of this home (it holds " + file + ")",
            "Stop it first: `bin/daping status` shows it, `bin/daping down` stops what `up`"
                + " started.");
      }
      return new OneWriter(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock job " + job, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
