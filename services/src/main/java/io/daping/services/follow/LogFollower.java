package io.daping.services.follow;

import io.daping.common.config.FollowSettings;
import io.daping.common.fault.Failure;
import io.daping.common.fault.Troubles;
import io.daping.common.sender.EventSender;
import io.daping.common.sender.Outgoing;
import io.daping.services.collect.CollectorPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Follows log files into Kafka, from its start until it is closed. A position is remembered when
 * Kafka has all that stands before it; while Kafka does not answer, nothing more is read.
 */
public final class LogFollower implements CollectorPart {
  private static final Logger LOG = LogManager.getLogger(LogFollower.class);
  private static final long RETRY_MS = Duration.ofSeconds(1).toMillis();

  /** What is not acknowledged by then is sent again after the next start. */
  private static final Duration END = Duration.ofSeconds(10);

  /** Of one round: what is in memory until Kafka has it. */
  private static final int MAX_ROUND_RECORDS = 20_000;

  private final FollowSettings settings;
  private final EventSender sender;
  private final Path stateFile;
  private final List<FollowedFiles> logs = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "log-follower");
  private final List<Outgoing> pending = new ArrayList<>();
  private final Rounds rounds;
  private boolean unsaved;
  private boolean broken;

  private LogFollower(
      FollowSettings settings, EventSender sender, Path stateFile, Troubles troubles) {
    this.settings = settings;
    this.sender = sender;
    this.stateFile = stateFile;
    this.rounds = new Rounds("follow", troubles, this::pause);
  }

  /**
   * Begins where the state file says, in a thread of its own.
   *
   * @param sender is closed with this
   * @param stateFile the follower's alone
   * @param troubles hear when it does not get on
   * @throws io.daping.common.fault.Refusal when the state file is damaged
   */
  public static LogFollower start(
      FollowSettings settings, EventSender sender, Path stateFile, Troubles troubles) {
    LogFollower follower = new LogFollower(settings, sender, stateFile, troubles);
    follower.open();
    follower.thread.setDaemon(true);
    follower.thread.start();
    return follower;
  }

  private void open() {
    FollowState state = FollowState.load(stateFile);
    long now = System.currentTimeMillis();
    for (FollowSettings.FollowedLog log : settings.logs()) {
      boolean isNew = !state.knows(log.files());
      logs.add(new FollowedFiles(log, state.of(log.files()), isNew, now));
    }
  }

  @Override
  public String announcement() {
    return "follow: " + String.join(", ", logs.stream().map(FollowedFiles::name).toList());
  }

  /** Ends after the round that is under way. */
  @Override
  public void close() {
    end.countDown();
    try {
      thread.join(END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.close(END);
  }

  private void run() {
    try {
      boolean more = false;
      while (!pause(more ? 0 : settings.poll().toMillis())) {
        more = rounds.run(this::round);
      }
      closeFiles();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("a log file cannot be closed: {}", e.getMessage());
    }
  }

  private void closeFiles() throws IOException {
    for (FollowedFiles log : logs) {
      log.close();
    }
  }

  /**
   * After a disk failed what was read before stays pending. After anything that nobody foresaw all
   * begins where the state file says: a line may be sent twice, which its id tells, and none is
   * lost.
   */
  private boolean round() throws IOException, InterruptedException {
    if (broken) {
      closeFiles();
      logs.clear();
      pending.clear();
      unsaved = false;
      open();
    }
    broken = true;
    try {
      boolean more = look();
      broken = false;
      return more;
    } catch (IOException | UncheckedIOException e) {
      broken = false;
      throw e;
    }
  }

  /** One look at all files; true when there may be more to read at once. */
  private boolean look() throws IOException, InterruptedException {
    long now = System.currentTimeMillis();
    for (FollowedFiles log : logs) {
      unsaved |= log.look(now);
    }
    List<Track> tracks = logs.stream().flatMap(log -> log.tracks().stream()).toList();
    endQuietEvents(tracks, now);
    saveIfChanged();
    boolean more = read(tracks, now);
    if (!delivered()) {
      return false; // closed while Kafka did not answer: not remembered, so sent again
    }
    for (Track track : tracks) {
      unsaved |= track.commit();
    }
    saveIfChanged();
    return more;
  }

  private void endQuietEvents(List<Track> tracks, long now) {
    for (Track track : tracks) {
      if (track.isQuiet(now, settings.quietTime().toMillis())) {
        track.planCut();
        unsaved = true;
      }
    }
  }

  private boolean read(List<Track> tracks, long now) throws IOException {
    boolean more = false;
    for (Track track : tracks) {
      if (pending.size() < MAX_ROUND_RECORDS) {
        more |= track.read(now);
        pending.addAll(track.take());
      }
    }
    return more;
  }

  /** Sends until Kafka has all that is pending; false when this is closed before. */
  private boolean delivered() throws InterruptedException {
    while (!pending.isEmpty()) {
      List<Outgoing> refused = refused(pending);
      pending.clear();
      pending.addAll(refused);
      if (!refused.isEmpty() && pause(RETRY_MS)) {
        return false;
      }
    }
    return true;
  }

  private List<Outgoing> refused(List<Outgoing> records) {
    List<CompletableFuture<Void>> fates = new ArrayList<>();
    for (Outgoing record : records) {
      fates.add(sender.send(record));
    }
    sender.flush();
    List<Outgoing> refused = new ArrayList<>();
    for (int i = 0; i < fates.size(); i++) {
      try {
        fates.get(i).join();
      } catch (CompletionException e) {
        if (refused.isEmpty() && e.getCause() instanceof Failure) {
          LOG.warn("tried again in {} ms: {}", RETRY_MS, e.getCause().getMessage());
        }
        refused.add(records.get(i));
      }
    }
    return refused;
  }

  private void saveIfChanged() {
    if (unsaved) {
      Map<String, List<Position>> positions = new LinkedHashMap<>();
      logs.forEach(log -> positions.put(log.name(), log.positions()));
      new FollowState(positions).save(stateFile);
      unsaved = false;
    }
  }

  private boolean pause(long ms) throws InterruptedException {
    return end.await(ms, TimeUnit.MILLISECONDS);
  }
}
