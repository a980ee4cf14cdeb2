package io.daping.services.follow;

import io.daping.common.config.FollowSettings.FollowedLog;
import io.daping.common.config.FollowSettings.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** The files of one log, matched at each look with those that were followed before. */
final class FollowedFiles implements AutoCloseable {
  /** A deleted file may still be written to by a process that has it open. */
  private static final long DELETED_MS = Duration.ofMinutes(1).toMillis();

  /** A file that is not found may be on a disk that is not mounted. */
  private static final long FORGET_MS = Duration.ofDays(7).toMillis();

  private final FollowedLog log;
  private final LogFiles files;
  private final List<Track> tracks = new ArrayList<>();
  private boolean isNew;

  /**
   * @param left where its files were left
   * @param isNew whether the log was never followed: then what was rotated before is not read
   */
  FollowedFiles(FollowedLog log, List<Position> left, boolean isNew, long now) {
    this.log = log;
    this.files = LogFiles.of(log.files());
    this.isNew = isNew;
    left.forEach(position -> tracks.add(track(position, now)));
  }

  String name() {
    return log.files();
  }

  List<Track> tracks() {
    return tracks;
  }

  List<Position> positions() {
    return tracks.stream().map(Track::position).toList();
  }

  /**
   * Looks at the folder.
   *
   * @return whether something must be written down before it is read
   */
  boolean look(long now) throws IOException {
    List<Candidate> unmatched = new ArrayList<>(files.now());
    List<Track> lost = new ArrayList<>();
    boolean changed = isNew;
    for (Track track : tracks) {
      Candidate same = removeFirst(unmatched, track);
      changed |= same != null && renamed(track, same, now);
      if (same == null) {
        lost.add(track);
      }
    }
    for (Track track : lost) {
      changed |= findAgain(track, unmatched, now);
    }
    for (Candidate candidate : unmatched) {
      changed |= begin(candidate, now);
    }
    for (Track track : tracks) {
      changed |= track.identify();
    }
    isNew = false;
    return changed | forget(now);
  }

  private static Candidate removeFirst(List<Candidate> candidates, Track track) {
    for (Iterator<Candidate> all = candidates.iterator(); all.hasNext(); ) {
      Candidate candidate = all.next();
      if (track.is(candidate)) {
        all.remove();
        return candidate;
      }
    }
    return null;
  }

  private static boolean renamed(Track track, Candidate now, long time) {
    boolean renamed = !track.position().path().equals(now.path().toString());
    track.seenAs(now, time);
    return renamed;
  }

  /** The inode is tried first: it tells a file from a copy of it. */
  private static boolean findAgain(Track track, List<Candidate> unmatched, long now)
      throws IOException {
    String inode = track.position().inode();
    List<Candidate> order = new ArrayList<>(unmatched);
    order.sort((a, b) -> Boolean.compare(b.inode().equals(inode), a.inode().equals(inode)));
    for (Candidate candidate : order) {
      if (adopts(track, candidate)) {
        unmatched.remove(candidate);
        track.seenAs(candidate, now);
        return true;
      }
    }
    return false;
  }

  private static boolean adopts(Track track, Candidate candidate) throws IOException {
    try {
      return track.adopt(candidate);
    } catch (NoSuchFileException e) {
      return false; // renamed meanwhile: the next look finds it
    }
  }

  private boolean begin(Candidate candidate, long now) throws IOException {
    boolean seenBefore = isNew && !candidate.live();
    if (!candidate.live() && (candidate.size() == 0 || !isNew && isCopy(candidate))) {
      return false;
    }
    try (FileChannel file = FileChannel.open(candidate.path(), StandardOpenOption.READ)) {
      Fingerprint read = seenBefore ? Fingerprint.of(file, candidate.size()) : Fingerprint.none();
      Track track =
          track(
              new Position(
                  UUID.randomUUID().toString(),
                  candidate.path().toString(),
                  candidate.inode(),
                  read.length(),
                  read.length(),
                  -1,
                  read.hash(),
                  now),
              now);
      tracks.add(track);
      return adopts(track, candidate);
    } catch (NoSuchFileException e) {
      return false; // renamed meanwhile: the next look finds it
    }
  }

  /** A file that is being copied away is about to be truncated; then its track goes on there. */
  private boolean isCopy(Candidate candidate) throws IOException {
    try (FileChannel file = FileChannel.open(candidate.path(), StandardOpenOption.READ)) {
      for (Track track : tracks) {
        if (track.mayBe(file)) {
          return true;
        }
      }
    } catch (NoSuchFileException e) {
      return true; // gone: not to be read now
    }
    return false;
  }

  private boolean forget(long now) throws IOException {
    boolean changed = false;
    for (Iterator<Track> all = tracks.iterator(); all.hasNext(); ) {
      Track track = all.next();
      boolean isGone = track.position().lastSeen() < now;
      if (isGone && track.isOpen() && track.isSpent(now, DELETED_MS)) {
        track.close();
      }
      boolean nothingRead = track.position().seen() == 0 && !track.isOpen();
      if (isGone && (nothingRead || now - track.position().lastSeen() > FORGET_MS)) {
        track.close();
        all.remove();
        changed = true;
      }
    }
    return changed;
  }

  private Track track(Position position, long now) {
    LogEvents events =
        log.kind() == Kind.ACCESS
            ? new AccessLines(position.id())
            : new AppLogLines(log, position.id());
    return new Track(position, events, now);
  }

  @Override
  public void close() throws IOException {
    for (Track track : tracks) {
      track.close();
    }
  }
}
