package io.daping.local.load;

import io.daping.local.load.MachineEvent.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The shop's hosts, sampled in turn. They are as busy as the shop; now and then one of them has ten
 * bad minutes: a runaway process, a leak, a disk that does not keep up.
 */
final class Fleet implements EventSource {
  private static final long SPELL = TimeUnit.MINUTES.toMillis(10);
  private static final double BAD_SPELLS = 0.004;

  private final long seed;
  private final Ids ids;
  private final Intensity intensity;
  private final Chance chance;
  private final List<Host> hosts = new ArrayList<>();
  private int turn;

  /** A machine and what it does. */
  record Host(String name, String zone, Role role) {}

  /** What a host does: how many there are, percent when idle, and percent more at usual load. */
  enum Role {
    WEB(8, 8, 22, 2),
    API(6, 10, 28, 3),
    DB(3, 12, 20, 30),
    KAFKA(3, 6, 14, 24),
    CACHE(2, 5, 10, 1),
    SEARCH(2, 9, 30, 8);

    private final int count;
    private final double idle;
    private final double cpu;
    private final double io;

    Role(int count, double idle, double cpu, double io) {
      this.count = count;
      this.idle = idle;
      this.cpu = cpu;
      this.io = io;
    }
  }

  /** What goes wrong on a host for a while. */
  private enum Trouble {
    NONE,
    RUNAWAY,
    LEAK,
    SLOW_DISK
  }

  Fleet(long seed, Ids ids, Intensity intensity) {
    this.seed = seed;
    this.ids = ids;
    this.intensity = intensity;
    chance = Chance.of(seed, 9);
    for (Role role : Role.values()) {
      for (int i = 0; i < role.count; i++) {
        String zone = "east-" + (char) ('a' + i % 3);
        String name = "%s-%02d".formatted(role.name().toLowerCase(Locale.ROOT), i + 1);
        hosts.add(new Host(name, zone, role));
      }
    }
  }

  @Override
  public Event next(long now) {
    Host host = hosts.get(turn);
    turn = (turn + 1) % hosts.size();
    return new MachineEvent(ids.next('m'), now, host, sample(host, now));
  }

  @Override
  public Event alone(long now) {
    return next(now);
  }

  private Sample sample(Host host, long now) {
    double load = intensity.at(now);
    Trouble trouble = trouble(host, now);
    double sinceSpell = (double) Math.floorMod(now, SPELL) / SPELL;
    double cpu = percent(host.role().idle + host.role().cpu * load);
    double io = percent(1 + host.role().io * load);
    double mem = percent(60 + 6 * host.role().ordinal() + 6 * load);
    return switch (trouble) {
      case RUNAWAY -> sample(97 + 3 * chance.uniform(), mem, io, load);
      case LEAK -> sample(cpu, Math.min(99.5, mem + 50 * sinceSpell), io, load);
      case SLOW_DISK -> sample(cpu / 2, mem, 98 + 2 * chance.uniform(), load);
      case NONE -> sample(cpu, mem, io, load);
    };
  }

  private Sample sample(double cpu, double mem, double io, double load) {
    double traffic = 400_000 * load;
    return new Sample(cpu, mem, io, cpu / 100 * 16 + io / 50, noisy(traffic), noisy(traffic * 6));
  }

  private Trouble trouble(Host host, long now) {
    long spell = Math.floorDiv(now, SPELL) * hosts.size() + hosts.indexOf(host);
    Chance fate = Chance.of(seed + 10, spell);
    return fate.is(BAD_SPELLS) ? Trouble.values()[fate.between(1, 3)] : Trouble.NONE;
  }

  /** Whatever is asked of it, a host gives no more than all. */
  private double percent(double asked) {
    return Math.min(100, noisy(96 * (1 - StrictMath.exp(-asked / 96))));
  }

  private double noisy(double value) {
    return value * (0.9 + 0.2 * chance.uniform());
  }
}
