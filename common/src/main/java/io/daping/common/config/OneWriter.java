package io.daping.common.config;

import io.daping.common.fault.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds a job's lock file, or some days of it, as long as the process lives, so that two drivers
 * never write the same rows. The operating system frees it when the process dies, however it dies.
 */
public final class OneWriter implements AutoCloseable {
  private static final String PREFIX = "job-";
  private static final String SUFFIX = ".lock";

  /** Bytes of a lock file, which need not be there: a byte a day. */
  private record Region(long start, long length) {}

  private static final Region ALL = new Region(0, Long.MAX_VALUE);

  private final FileChannel channel;

  private OneWriter(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws Refusal when another process holds it
   */
  public static OneWriter lock(Path run, String job) {
    return lock(run, job, ALL);
  }

  /**
   * Locks a job for some days: other processes may do other days meanwhile.
   *
   * @param from the first day
   * @param to the day after the last
   * @throws Refusal when another process holds any of them, or the whole job
   */
  public static OneWriter lockDays(Path run, String job, LocalDate from, LocalDate to) {
    long days = ChronoUnit.DAYS.between(from, to);
    return lock(run, job, new Region(from.toEpochDay() - LocalDate.MIN.toEpochDay(), days));
  }

  /** Locks a job as soon as no other process holds it: for what takes a moment. */
  public static OneWriter await(Path run, String job) {
    try {
      Files.createDirectories(run);
      FileChannel channel =
          FileChannel.open(
              run.resolve(PREFIX + job + SUFFIX),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      channel.lock();
      return new OneWriter(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock job " + job, e);
    }
  }

  private static OneWriter lock(Path run, String job, Region region) {
    try {
      Files.createDirectories(run);
      Path file = run.resolve(PREFIX + job + SUFFIX);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock(region.start, region.length, false);
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

  /**
   * Locks every job that ever ran in this home, and these, whether they ran or not.
   *
   * @throws Refusal when one of them is running
   */
  public static List<OneWriter> lockAll(Path run, Collection<String> jobs) {
    Set<String> all = new TreeSet<>(jobs);
    try {
      Files.createDirectories(run);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(run, PREFIX + "*" + SUFFIX)) {
        for (Path file : files) {
          String name = file.getFileName().toString();
          all.add(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + run, e);
    }
    List<OneWriter> locks = new ArrayList<>();
    try {
      all.forEach(job -> locks.add(lock(run, job)));
      return locks;
    } catch (Refusal e) {
      locks.forEach(OneWriter::close);
      throw e;
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
